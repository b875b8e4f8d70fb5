using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Generation.Chat;
using CodeBench.Generation.Tests.Tokens;
using CodeBench.Generation.Tokens;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Chat;

public sealed class ChatTemplateTests : IDisposable
{
    // Written for these tests, in the form that each family's chats have.
    private const string ChatMl = """
        {%- if messages[0].role != 'system' %}{{ '<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n' }}{% endif %}
        {%- for message in messages %}
            {{- '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' }}
        {%- endfor %}
        {%- if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}
        """;

    private const string Headers = """
        {{- bos_token }}
        {%- for message in messages %}
            {{- '<|start_header_id|>' ~ message['role'] ~ '<|end_header_id|>\n\n' ~ message['content'] | trim ~ '<|eot_id|>' }}
        {%- endfor %}
        {%- if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}
        """;

    private static readonly DateTimeOffset Now = new(2024, 7, 26, 0, 0, 0, TimeSpan.Zero);
    private static readonly TemplatePlace Place = new("template", null);
    private static readonly ChatMessage[] Question = [new("user", "Why?")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("qwen3", "qwen2", ChatMl, "<|im_start|>", "\n", "<|im_end|>\n")]
    [InlineData("llama3", "llama3", Headers, "<|start_header_id|>", "<|end_header_id|>\n\n", "<|eot_id|>")]
    public void Render_RealChats_AreTheirTextsAndIds(string folder, string family, string template, string begin, string middle, string end)
    {
        var tokenizer = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}")).Tokenizer;
        var chat = ChatTemplate.Parse(template, Place, new Dictionary<string, string> { ["bos_token"] = "<|begin_of_text|>" });
        var count = 0;
        foreach (var (text, ids) in ReferenceTexts.Chats(family))
        {
            var rendered = chat.Render(MessagesOf(text, begin, middle, end), ChatEnd.AssistantsTurn, Now);
            Assert.Equal(text, rendered);
            Assert.Equal(ids, tokenizer.Encode(rendered));
            count++;
        }

        Assert.Equal(640, count);
    }

    [Fact]
    public void Read_Qwen3_RendersAsItsAuthorsSay()
    {
        var chat = ChatTemplateReader.Read(SharedData.Require("tokenizers/qwen3"));

        Assert.Equal("<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n", chat.Render(Question, ChatEnd.AssistantsTurn, Now));
        Assert.Equal(
            "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\nSo.<|im_end|>\n"
            + "<|im_start|>user\nAnd?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\nHere:\n```\n",
            chat.Render(
                [new("system", "Be brief."), .. Question, new("assistant", "<think>\nhm\n</think>\n\nSo."), new("user", "And?"), new("assistant", "Here:\n```\n")],
                ChatEnd.WithinLastTurn,
                Now));
    }

    [Fact]
    public void Render_WithinTheLastTurn_EndsWithItsLastCharacterWhateverTheTemplateTrims()
    {
        ChatMessage[] begun = [.. Question, new("assistant", "Here:\n```\n  ")];

        Assert.Equal(
            "<s><|start_header_id|>user<|end_header_id|>\n\nWhy?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHere:\n```\n  ",
            Of(Headers).Render(begun, ChatEnd.WithinLastTurn, Now));
        Assert.EndsWith("```<|eot_id|>", Of(Headers).Render(begun, ChatEnd.AfterLastTurn, Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithinATurnThatHoldsOurMark_IsRightAllTheSame()
    {
        ChatMessage[] begun = [new("user", "EndOfTheTurn EndOfTheTurnX"), new("assistant", "EndOfTheTurn")];

        Assert.EndsWith("<|im_start|>assistant\nEndOfTheTurn", Of(ChatMl).Render(begun, ChatEnd.WithinLastTurn, Now), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% for m in messages[:-1] %}{{ m.content }}{% endfor %}", "leaves the end of the last turn out")]
    [InlineData("{{ messages[-1].content }}{{ messages[-1].content }}", "repeats the last turn")]
    public void Render_WithinATurnThatIsNotThereOnce_IsRefused(string template, string message)
    {
        var exception = Assert.Throws<InvalidInputException>(() => Of(template).Render([.. Question, new("assistant", "So")], ChatEnd.WithinLastTurn, Now));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Date_IsTheOneThatWasGiven() => Assert.Equal(
        "Today Date: 26 Jul 2024", Of("Today Date: {{ strftime_now('%d %b %Y') }}").Render(Question, ChatEnd.AssistantsTurn, Now));

    [Fact]
    public void Render_ToolsAndDocuments_AreThereAndNone() => Assert.Equal(
        "TrueTrueTrueTrueFalse",
        Of("{{ tools is defined }}{{ tools is none }}{{ documents is none }}{{ messages[0] is mapping }}{{ enable_thinking is defined }}")
            .Render(Question, ChatEnd.AssistantsTurn, Now));

    [Fact]
    public void Read_TokensAsTextsOrObjects_AreTexts()
    {
        Settings("""{"chat_template":"{{ bos_token }}|{{ eos_token }}|{{ pad_token is defined }}","bos_token":"<s>","eos_token":{"content":"</s>","lstrip":false},"pad_token":null}""");

        Assert.Equal("<s>|</s>|False", Read().Render(Question, ChatEnd.AssistantsTurn, Now));
    }

    [Fact]
    public void Read_NamedTemplates_TakesTheDefault()
    {
        Settings("""{"chat_template":[{"name":"tool_use","template":"t"},{"name":"default","template":"d"}]}""");

        Assert.Equal("d", Read().Render(Question, ChatEnd.AssistantsTurn, Now));
    }

    [Fact]
    public void Read_FileOfItsOwn_Wins()
    {
        Settings("""{"chat_template":"settings","bos_token":"<s>"}""");
        _folder.Write("chat_template.jinja", "{{ bos_token }}file\n");

        Assert.Equal("<s>file", Read().Render(Question, ChatEnd.AssistantsTurn, Now));
    }

    [Theory]
    [InlineData("""{"chat_template":[{"name":"tool_use","template":"t"}]}""", "tool_use")]
    [InlineData("""{"chat_template":5}""", "A text is expected")]
    [InlineData("""{"chat_template":"a\n{% nonsense %}"}""", "chat_template: line 2 of the template: the tag nonsense is not known")]
    [InlineData("""{}""", "--prompt-style completion")]
    [InlineData(null, "chat_template.jinja")]
    public void Read_WithoutARightTemplate_SaysWhatToDo(string? settings, string message)
    {
        if (settings is not null)
        {
            Settings(settings);
        }

        Assert.Contains(message, Assert.Throws<InvalidInputException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileThatIsWrong_NamesFileAndLine()
    {
        var path = _folder.Write("chat_template.jinja", "a\nb\n{% if %}");

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(Read).Faults);
        Assert.Equal((path, 3), (fault.Where, fault.Line));
    }

    [Fact]
    public void Render_WhatTheTemplateRefuses_SaysItsReason()
    {
        var chat = Of("{% if messages[0].role == 'system' %}\n{{ raise_exception('System role not supported') }}{% endif %}");

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => chat.Render([new("system", "x")], ChatEnd.AssistantsTurn, Now)).Faults);
        Assert.Equal(2, fault.Line);
        Assert.Contains("System role not supported", fault.Message, StringComparison.Ordinal);
    }

    private static ChatTemplate Of(string template) => ChatTemplate.Parse(template, Place, new Dictionary<string, string> { ["bos_token"] = "<s>" });

    private static List<ChatMessage> MessagesOf(string text, string begin, string middle, string end) =>
    [
        .. text.Split(begin).Skip(1).SkipLast(1).Select(turn => turn.Split(middle, 2)).Select(turn => new ChatMessage(
            turn[0], turn[1].EndsWith(end, StringComparison.Ordinal) ? turn[1][..^end.Length] : throw new FormatException(text))),
    ];

    private void Settings(string json) => _folder.Write("tokenizer_config.json", json);

    private ChatTemplate Read() => ChatTemplateReader.Read(_folder.Path);
}
