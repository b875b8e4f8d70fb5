using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Prompts;
using CodeBench.Core.Tests.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Prompts;

public sealed class PromptBuilderTests
{
    [Fact]
    public void Build_DefaultStyle_PutsSolvedExamplesInFront()
    {
        var tiny = TinySuite.Load();
        var prompt = new PromptBuilder(tiny, null).Build(tiny.Problems[0]);

        Assert.Equal("Q one\nA 1\n\nQ two\nA ", prompt.Text);
        Assert.Equal(["\nQ"], prompt.StopSequences);
        Assert.Equal(9, prompt.MaxTokens);
    }

    [Fact]
    public void Build_NamedStyle_IsThatStyle()
    {
        var tiny = TinySuite.Load();

        Assert.Equal("two", new PromptBuilder(tiny, "completion").Build(tiny.Problems[0]).Text);
    }

    [Fact]
    public void Build_Chat_IsInstructionsExamplesAsTurnsAndTheBeginningOfTheAnswer()
    {
        var tiny = TinySuite.Load(suite: SuiteText.WithChat);
        var prompt = new PromptBuilder(tiny, "chat").Build(tiny.Problems[0]);

        Assert.Null(prompt.Text);
        Assert.Equal(
            [new("system", "Be two."), new("user", "Q one"), new("assistant", "A:\n1"), new("user", "Q two"), new("assistant", "A:\n")],
            prompt.Messages!);
    }

    [Fact]
    public void Build_ChatWithoutABeginning_EndsWithTheUsersTurn()
    {
        var tiny = TinySuite.Load(suite: SuiteText.WithChat.Replace(", assistant: \"A:\\n\"", ""));

        Assert.Equal(new ChatMessage("user", "Q two"), new PromptBuilder(tiny, "chat").Build(tiny.Problems[0]).Messages![^1]);
    }

    // The hashes come from a program of a few lines in Python, which puts the texts together as EvalPlus and lm-evaluation-harness do.
    [Theory]
    [InlineData("humaneval+", "evalplus", "aa46560365b245b77a6d257a7f47335d53491e07d6ad8e3dc58f3cf90006a07b", 768)]
    [InlineData("mbpp+", "evalplus", "ee4bb10493dccc9cecf954a74b2673134c3d43f36ae0fb3d49d3fea1fe8a1a1d", 768)]
    [InlineData("humaneval", "humaneval", "455885f4639f12812699924d9800108e2537cd2bffb201e820fdd43ee7149e26", 1024)]
    [InlineData("mbpp", "mbpp", "3a273b52ca6d11665fbe9bb3719bd49d3b13c0e7f51f423f346b7938a99a59b3", 256)]
    public void Build_ChatsOfARealSuite_AreByteForByteThePeers(string name, string data, string hash, int most)
    {
        var suite = TestSuites.Require(name, data);
        var builder = new PromptBuilder(suite, "chat");
        var messages = suite.Problems.SelectMany(problem => builder.Build(problem).Messages!).ToList();

        Assert.Equal(hash, Hashes.Of(string.Concat(messages.Select(message => message.Content))));
        Assert.Equal(["user", "assistant"], messages.Select(message => message.Role).Distinct());
        Assert.Equal(most, builder.Style.MaxTokens);
    }

    [Theory]
    [InlineData("humaneval+", "\ndef main(", "\n```\n")]
    [InlineData("mbpp+", "\ndef main(", "\n```\n")]
    public void Style_ChatOfEvalPlus_HasItsStopsAndTabs(string name, params string[] some)
    {
        var styles = TestSuites.Catalog().Find(new SuiteName(name, null)).Suite.Styles;
        var chat = styles.Single(style => style.Name == "chat");

        Assert.Equal(["<|endoftext|>", "<|endofmask|>", "</s>", "\nif __name__", .. some[..1], "\nprint(", .. some[1..]], chat.StopSequences);
        Assert.All(styles, style => Assert.Equal(4, style.TabWidth));
    }

    [Fact]
    public void Build_TextThatLooksLikeATemplate_IsLeftAlone()
    {
        var tiny = TinySuite.Load(SuiteText.Records.Replace("two", "{{ two }} {% if %} <&>"));

        Assert.Equal("{{ two }} {% if %} <&>", new PromptBuilder(tiny, "completion").Build(tiny.Problems[0]).Text);
    }

    [Theory]
    [InlineData("multipl-e-humaneval", "php", "HumanEval_0_has_close_elements", "\nfunction|\n?>|\n//|\n#")]
    [InlineData("multipl-e-mbpp", "java", "mbpp_3_is_not_prime", "\n    }\n")]
    public void Build_RealMultiPlE_HasTheStopsOfTheRecord(string name, string language, string task, string stops)
    {
        var suite = TestSuites.Require(name, "multipl-e", language);
        Assert.True(suite.TryFind(task, out var problem));
        var prompt = new PromptBuilder(suite, null).Build(problem);

        Assert.Equal(stops, string.Join('|', prompt.StopSequences));
        Assert.Equal(problem.Fields["prompt"], prompt.Text);
    }

    [Fact]
    public void Create_UnknownStyle_ListsTheSuitesStyles()
    {
        var message = Assert.Throws<InvalidInputException>(() => new PromptBuilder(TinySuite.Load(), "fewshot")).Message;

        Assert.Contains("Did you mean few-shot? There are: few-shot, completion.", message);
    }

    [Fact]
    public void Create_DataWithoutTheSolvedExample_IsAFault() => Assert.Throws<InvalidInputException>(
        () => new PromptBuilder(TinySuite.Load(SuiteText.Records.Replace("\"task_id\": 1", "\"task_id\": 4")), null));

    [Fact]
    public void Build_RealHumanEval_IsThePromptByteForByte()
    {
        var suite = TestSuites.Require("humaneval", "humaneval");
        var builder = new PromptBuilder(suite, null);

        Assert.All(suite.Problems, problem => Assert.Equal(problem.Fields["prompt"], builder.Build(problem).Text));
        Assert.All(suite.Problems, problem => Assert.EndsWith("\n", builder.Build(problem).Text));
        Assert.Equal(["\nclass", "\ndef", "\n#", "\nif", "\nprint"], builder.Style.StopSequences);
        Assert.Equal(1024, builder.Style.MaxTokens);
    }

    // The hashes come from a program of a few lines in Python, written straight from the paper's template.
    [Theory]
    [InlineData("mbpp", null, "8d9e21c0a49993c96c3d9b9ebfeab807986ec347f22336422e51e0032820a29b")]
    [InlineData("mbpp", "completion", "ce3265aa1927ddc7c738f0363321ea4bdddefaf6a37711b1e015f7bb10414960")]
    [InlineData("mbpp@sanitized", "few-shot", "adda390fe4494c5abd5c0e0de7fab427dd52c9a22012419ef56ac4afe84d73d7")]
    public void Build_RealMbppTask11_IsByteForByteThePapers(string name, string? style, string hash)
    {
        var suite = TestSuites.Require(name, "mbpp");
        Assert.True(suite.TryFind("11", out var problem));

        Assert.Equal(hash, Hashes.Of(new PromptBuilder(suite, style).Build(problem).Text!));
    }

    [Fact]
    public void Build_AllOfRealMbpp_IsByteForByteThePapers()
    {
        var suite = TestSuites.Require("mbpp", "mbpp");
        var builder = new PromptBuilder(suite, "few-shot");

        Assert.Equal(
            "18b81d020d90bf0ee86d8d41ad48292ce8ed4fb435e76e580dbf09e260591e26",
            Hashes.Of(string.Concat(suite.Problems.Select(problem => builder.Build(problem).Text))));
        Assert.Equal(["[DONE]"], builder.Style.StopSequences);
        Assert.Equal(256, builder.Style.MaxTokens);
    }
}
