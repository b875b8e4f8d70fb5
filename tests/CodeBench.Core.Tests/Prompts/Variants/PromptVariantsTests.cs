using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Prompts;
using CodeBench.Core.Prompts.Variants;
using CodeBench.Core.Runs;
using CodeBench.Core.Tests.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Prompts.Variants;

/// <summary>What variants there are, and what they make of suites.</summary>
public sealed class PromptVariantsTests
{
    private const string Wordings = "\n    wordings:\n      - { name: short, template: \"{{ text }}? \", shot_template: \"{{ text }}? {{ solution }}\" }";
    private static readonly LanguageCatalog Languages = LanguageCatalog.Read(Repository.PathOf("languages"));

    [Fact]
    public void Wording_OfAStyle_SaysTheSameInOtherWords()
    {
        var tiny = TinySuite.Load(suite: SuiteText.Right.Replace("    max_tokens: 9", "    max_tokens: 9" + Wordings, StringComparison.Ordinal));
        var variant = Find(tiny, null, "wording-short");

        Assert.Equal("one? 1\n\ntwo? ", Build(tiny, null, variant).Text);
        Assert.Equal("few-shot", new PromptBuilder(variant.Change(tiny), null, variant).Style.Name);
        Assert.DoesNotContain(PromptVariants.Of(tiny, Languages.Find("python"), "completion"), other => other.Kind == "wording");
    }

    [Fact]
    public void ShotOrder_OfThreeExamples_IsReversedAndRotated()
    {
        var suite = SuiteText.Right.Replace("tasks: [Tiny/1]", "tasks: [Tiny/1, Tiny/2, Tiny/3]", StringComparison.Ordinal);
        var tiny = TinySuite.Load(suite: suite);

        Assert.Equal("Q three\nA 3\n\nQ two\nA 2\n\nQ one\nA 1\n\nQ two\nA ", Build(tiny, null, Find(tiny, null, "shot-order-reversed")).Text);
        Assert.Equal("Q two\nA 2\n\nQ three\nA 3\n\nQ one\nA 1\n\nQ two\nA ", Build(tiny, null, Find(tiny, null, "shot-order-rotated")).Text);
        Assert.DoesNotContain(PromptVariants.Of(TinySuite.Load(), Languages.Find("python"), null), other => other.Kind == "shot-order");
    }

    [Fact]
    public void ShotOrder_OfAChat_IsThatOfItsTurns()
    {
        var tiny = TinySuite.Load(suite: SuiteText.WithChat.Replace("tasks: [Tiny/1], template: \"A:", "tasks: [Tiny/1, Tiny/3], template: \"A:", StringComparison.Ordinal));

        Assert.Equal(
            ["Be two.", "Q three", "A:\n3", "Q one", "A:\n1", "Q two", "A:\n"],
            Build(tiny, "chat", Find(tiny, "chat", "shot-order-reversed")).Messages!.Select(message => message.Content));
    }

    [Fact]
    public void TrailingNewline_WhereThereIsNone_IsAdded()
    {
        var tiny = TinySuite.Load();

        Assert.Equal("Q one\nA 1\n\nQ two\nA \n", Build(tiny, null, Find(tiny, null, "trailing-newline")).Text);
        Assert.Equal("2", Find(tiny, null, "trailing-newline").Change(tiny.Problems[0]).Reference);
    }

    [Fact]
    public void TrailingNewline_OfAChat_IsThatOfTheTurnThatTheModelGoesOnWith()
    {
        var tiny = TinySuite.Load(suite: SuiteText.WithChat);
        var messages = Build(tiny, "chat", Find(tiny, "chat", "trailing-newline")).Messages!;

        Assert.Equal(["Be two.", "Q one", "A:\n1", "Q two", "A:"], messages.Select(message => message.Content));
        var users = TinySuite.Load(suite: SuiteText.WithChat.Replace(", assistant: \"A:\\n\"", "", StringComparison.Ordinal));
        Assert.DoesNotContain(PromptVariants.Of(users, Languages.Find("python"), "chat"), variant => variant.Name == "trailing-newline");
    }

    // Of HumanEval the prompt is the solution's beginning as it is, of HumanEval+ with its ends stripped and one line break.
    [Theory]
    [InlineData("humaneval", "humaneval", null)]
    [InlineData("humaneval", "humaneval", "chat")]
    [InlineData("humaneval+@mini", "evalplus", null)]
    public void TrailingNewline_OfARealSuite_TakesItFromPromptAndSolution(string name, string data, string? style)
    {
        var suite = TestSuites.Require(name, data);
        var variant = Find(suite, style, "trailing-newline");
        var changed = variant.Change(suite);
        var builder = new PromptBuilder(changed, style, variant);

        Assert.All(suite.Problems.Zip(changed.Problems), pair =>
        {
            var prompt = builder.Build(pair.Second);
            Assert.False((prompt.Text ?? prompt.Messages![^1].Content).EndsWith('\n'));
            Assert.Equal(Solution(suite, pair.First), Solution(suite, pair.Second));
            Assert.StartsWith("\n", pair.Second.Reference, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("humaneval", "humaneval", null, "trailing-newline,indentation-2,indentation-tab,docstring-quotes,docstring-comments")]
    [InlineData("humaneval", "humaneval", "chat", "trailing-newline,indentation-2,indentation-tab,docstring-quotes,docstring-comments,wording-short,wording-polite,wording-expert")]
    [InlineData("humaneval+@mini", "evalplus", "chat", "trailing-newline,indentation-2,indentation-tab,docstring-quotes,docstring-comments,wording-short,wording-polite,wording-expert")]
    [InlineData("mbpp", "mbpp", null, "trailing-newline,indentation-4,indentation-tab,wording-short,wording-plain,shot-order-reversed,shot-order-rotated")]
    [InlineData("mbpp", "mbpp", "completion", "trailing-newline,docstring-quotes,docstring-comments")]
    [InlineData("multipl-e-humaneval:java", "multipl-e", null, "trailing-newline,indentation-2,indentation-tab,docstring-block")]
    [InlineData("multipl-e-humaneval:java", "multipl-e", "chat", "indentation-2,indentation-tab,docstring-block,wording-short,wording-polite,wording-expert")]
    [InlineData("multipl-e-mbpp:cpp", "multipl-e", null, "trailing-newline,docstring-block")]
    [InlineData("multipl-e-humaneval:ruby", "multipl-e", null, "trailing-newline")]
    [InlineData("multipl-e-humaneval:julia", "multipl-e", null, "trailing-newline,docstring-comments")]
    public void Variants_OfARealSuite_AreThoseThatChangeMostOfItsPrompts(string suite, string data, string? style, string names)
    {
        var (name, language) = suite.Split(':') is [var left, var right] ? (left, right) : (suite, null);
        var set = TestSuites.Require(name, data, language);

        Assert.Equal(names, string.Join(',', new SuiteRun(set, Languages.Find(set.Language), style, ProblemShare.All).Variants().Select(variant => variant.Name)));
        Assert.All(PromptVariants.Of(set, Languages.Find(set.Language), style), variant => Assert.Contains(variant.Kind == "wording" ? "wording" : variant.Name, PromptVariants.Names));
    }

    private static PromptVariant Find(ProblemSet set, string? style, string name) => PromptVariants.Of(set, Languages.Find("python"), style).Single(variant => variant.Name == name);

    private static Prompt Build(ProblemSet set, string? style, PromptVariant variant) => new PromptBuilder(variant.Change(set), style, variant).Build(variant.Change(set).Problems[0]);

    private static string Solution(ProblemSet set, Problem problem) => set.Suite.Code.Render(new Dictionary<string, object>(problem.Fields) { ["completion"] = problem.Reference! });
}
