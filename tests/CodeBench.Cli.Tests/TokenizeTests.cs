using System.Text.Json;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

public sealed class TokenizeTests : IDisposable
{
    private const string Template = "{% for m in messages %}[{{ m.role }}]{{ m.content }}{{ eos_token }}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}";
    private const string Texts = "{\"id\":\"a\",\"text\":\"def f():\\n\\treturn 'é'\\n\"}\n{\"id\":2,\"text\":\"\"}\n";
    private const string Question = "{\"id\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}\n";
    private readonly TemporaryFolder _folder = new();

    public TokenizeTests()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("problems", "starter", "demo-checkpoint"), "*.json"))
        {
            File.Copy(file, _folder.PathOf(Path.GetFileName(file)));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Texts_ToIdsAndBack_AreTheTexts()
    {
        var texts = _folder.Write("texts.jsonl", Texts);
        var summary = await RunAsync(ExitStatus.Done, texts, TestContext.Current.CancellationToken, "--out", _folder.PathOf("ids.jsonl"));
        var back = await RunAsync(ExitStatus.Done, _folder.PathOf("ids.jsonl"), TestContext.Current.CancellationToken, "--decode");

        Assert.StartsWith("2 lines, ", summary.Out, StringComparison.Ordinal);
        Assert.True(Lines(Texts).Zip(Lines(back.Out)).All(pair => JsonElement.DeepEquals(pair.First, pair.Second)), back.Out);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("", "[user]Why?<|endoftext|>[assistant]")]
    [InlineData(",\"add_generation_prompt\":false", "[user]Why?<|endoftext|>")]
    [InlineData(",\"continue_final_message\":true", "[user]Why?")]
    public async Task Chat_OfALine_IsItsTextAndTheIdsOfThat(string more, string expected)
    {
        _folder.Write("chat_template.jinja", Template);
        var chats = _folder.Write("chats.jsonl", Question.Replace("]}", "]" + more + "}", StringComparison.Ordinal));
        var line = Assert.Single(Lines((await RunAsync(ExitStatus.Done, chats, TestContext.Current.CancellationToken, "--chat")).Out));
        var text = JsonSerializer.Serialize(new { id = "a", text = expected });
        var ids = Lines((await RunAsync(ExitStatus.Done, _folder.Write("text.jsonl", text), TestContext.Current.CancellationToken)).Out)[0];

        Assert.Equal(expected, line.GetProperty("text").GetString());
        Assert.Equal(ids.GetProperty("ids").GetRawText(), line.GetProperty("ids").GetRawText());
    }

    [Fact(Timeout = 60_000)]
    public async Task Json_OfAFile_CountsLinesAndTokens()
    {
        var texts = _folder.Write("texts.jsonl", Texts);
        var result = await RunAsync(ExitStatus.Done, texts, TestContext.Current.CancellationToken, "--out", _folder.PathOf("ids.jsonl"), "--json");
        var ids = Lines(File.ReadAllText(_folder.PathOf("ids.jsonl"))).Sum(line => line.GetProperty("ids").GetArrayLength());

        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal((2, ids), (document.RootElement.GetProperty("lines").GetInt32(), document.RootElement.GetProperty("tokens").GetInt32()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Chats_ThatTheTemplateRefuses_AreAllNamedByTheirLines()
    {
        _folder.Write("chat_template.jinja", "{% if messages[0].role != 'user' %}\n{{ raise_exception('users first') }}{% endif %}");
        var wrong = Question.Replace("user", "assistant", StringComparison.Ordinal);
        var chats = _folder.Write("chats.jsonl", Question + wrong + Question + wrong);
        var result = await RunAsync(ExitStatus.InvalidInput, chats, TestContext.Current.CancellationToken, "--chat");

        Assert.Contains($"{chats}:2: ", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{chats}:4: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("chat_template.jinja:2: the template refuses this conversation: users first", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("{\"id\":1}", "text")]
    [InlineData("{\"id\":1,\"ids\":[100000]}", "highest", "--decode")]
    [InlineData("{\"id\":1,\"messages\":[]}", "messages", "--chat")]
    [InlineData("{\"id\":1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", "There is no chat template", "--chat")]
    [InlineData("{}", "contradicts", "--chat", "--decode")]
    [InlineData("{}", "--json", "--json")]
    [InlineData("{}", "--bos", "--bos", "--chat")]
    public async Task Input_ThatIsWrong_IsStatus2AndNamed(string line, string named, params string[] more)
    {
        var result = await RunAsync(ExitStatus.InvalidInput, _folder.Write("lines.jsonl", line), TestContext.Current.CancellationToken, more);

        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Bos_OfACheckpointThatWantsOne_StandsFirst()
    {
        _folder.Write("tokenizer_config.json", "{\"add_bos_token\":true,\"bos_token\":\"<|endoftext|>\"}");
        var texts = _folder.Write("texts.jsonl", Texts);
        var plain = Lines((await RunAsync(ExitStatus.Done, texts, TestContext.Current.CancellationToken)).Out)[1];
        var begun = Lines((await RunAsync(ExitStatus.Done, texts, TestContext.Current.CancellationToken, "--bos")).Out)[1];

        Assert.Equal(("[]", "[767]"), (plain.GetProperty("ids").GetRawText(), begun.GetProperty("ids").GetRawText()));
    }

    private async Task<CommandLine> RunAsync(ExitStatus expected, string file, CancellationToken cancellationToken, params string[] more)
    {
        var result = await CommandLine.RunAsync(["tokenize", "--tokenizer", _folder.Path, "--texts", file, .. more], cancellationToken);
        Assert.True(result.Status == expected, $"{result.Status}: {result.Error}");
        return result;
    }

    private static List<JsonElement> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
