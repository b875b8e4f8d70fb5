using CodeBench.Core.Faults;
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

        Assert.Equal(hash, Hashes.Of(new PromptBuilder(suite, style).Build(problem).Text));
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
