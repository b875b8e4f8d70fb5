using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Prompts;

public sealed class TokenFileReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadTexts_Lines_AreIdsAndTexts()
    {
        var lines = TokenFileReader.ReadTexts(_folder.Write("t.jsonl", "{\"id\":\"a\",\"text\":\"x\\n\",\"more\":1}\n\n{\"id\":2,\"text\":\"\"}\n"));

        Assert.Equal([("a", "x\n"), ("2", "")], lines.Select(line => (line.Id.ToString(), line.Text)));
    }

    [Fact]
    public void ReadTokens_Lines_AreIdsAndTheirTokens() => Assert.Equal(
        [1, 0, 7], Assert.Single(TokenFileReader.ReadTokens(_folder.Write("t.jsonl", """{"id":"a","ids":[1,0,7]}"""))).Ids);

    [Theory]
    [InlineData("", true, false)]
    [InlineData(""","add_generation_prompt":false""", false, false)]
    [InlineData(""","continue_final_message":true""", false, true)]
    [InlineData(""","continue_final_message":false""", true, false)]
    public void ReadChats_Line_IsTheTurnsAndHowTheyEnd(string more, bool adds, bool continues)
    {
        var path = _folder.Write("t.jsonl", $$"""{"id":"a","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]{{more}}}""");

        var line = Assert.Single(TokenFileReader.ReadChats(path));
        Assert.Equal([new ChatMessage("user", "x"), new ChatMessage("assistant", "y")], line.Messages);
        Assert.Equal((adds, continues), (line.AddsGenerationPrompt, line.ContinuesFinalMessage));
    }

    [Theory]
    [InlineData("texts", """{"text":"x"}""", "id")]
    [InlineData("texts", """{"id":true,"text":"x"}""", "id")]
    [InlineData("texts", """[1]""", "id")]
    [InlineData("texts", """{"id":"a"}""", "text")]
    [InlineData("texts", """{"id":"a","text":5}""", "text")]
    [InlineData("texts", """{"id":"a",""", null)]
    [InlineData("tokens", """{"id":"a"}""", "ids")]
    [InlineData("tokens", """{"id":"a","ids":[1,-1]}""", "ids")]
    [InlineData("tokens", """{"id":"a","ids":[1.5]}""", "ids")]
    [InlineData("chats", """{"id":"a"}""", "messages")]
    [InlineData("chats", """{"id":"a","messages":[]}""", "messages")]
    [InlineData("chats", """{"id":"a","messages":["x"]}""", "messages[0].role")]
    [InlineData("chats", """{"id":"a","messages":[{"role":"user"}]}""", "messages[0].content")]
    [InlineData("chats", """{"id":"a","messages":[{"role":"user","content":"x","tool_calls":[]}]}""", "messages[0].tool_calls")]
    [InlineData("chats", """{"id":"a","messages":[{"role":"user","content":"x"}],"tools":[]}""", "tools")]
    [InlineData("chats", """{"id":"a","messages":[{"role":"user","content":"x"}],"add_generation_prompt":1}""", "add_generation_prompt")]
    [InlineData("chats", """{"id":"a","messages":[{"role":"user","content":"x"}],"add_generation_prompt":true,"continue_final_message":true}""", "continue_final_message")]
    public void Read_WrongLine_NamesFileLineAndField(string kind, string wrong, string? field)
    {
        var right = """{"id":"a","text":"x","ids":[1],"messages":[{"role":"user","content":"x"}]}""";
        right = kind == "chats" ? """{"id":"a","messages":[{"role":"user","content":"x"}]}""" : right;
        var path = _folder.Write("t.jsonl", right + "\n\n" + wrong + "\n");

        var fault = Assert.Throws<InvalidInputException>(() => kind switch
        {
            "texts" => (object)TokenFileReader.ReadTexts(path),
            "tokens" => TokenFileReader.ReadTokens(path),
            _ => TokenFileReader.ReadChats(path),
        }).Faults[0];
        Assert.Equal((path, 3, field), (fault.Where, fault.Line, fault.Field));
    }

    [Fact]
    public void Read_AbsentFile_IsAFault() =>
        Assert.Contains("no such file", Assert.Throws<InvalidInputException>(() => TokenFileReader.ReadTexts(_folder.PathOf("absent"))).Message, StringComparison.Ordinal);
}
