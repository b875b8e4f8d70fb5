using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;

namespace CodeBench.Core.Tests.Runs;

/// <summary>Runs that ask the same problems under variants of their prompts.</summary>
public sealed class VariedSuitesTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("trailing-newline", "starter,starter~trailing-newline")]
    [InlineData("all", "starter,starter~trailing-newline")]
    [InlineData("trailing-newline,all", "starter,starter~trailing-newline")]
    public void Of_Names_PutsTheVariantsBehindTheSuite(string names, string expected)
    {
        var varied = VariedSuites.Of(_fixture.Suites, names.Split(','));

        Assert.Equal(expected.Split(','), varied.Runs.Select(run => run.Set.Name));
        Assert.Empty(varied.LeftOut);
    }

    [Fact]
    public void Of_NoNames_IsTheSuitesAsTheyAre() => Assert.Same(_fixture.Suites, VariedSuites.Of(_fixture.Suites, []).Runs);

    [Fact]
    public void Of_AVariantThatChangesNothing_IsLeftOutAndSaid()
    {
        var varied = VariedSuites.Of(_fixture.Suites, ["docstring", "trailing-newline"]);

        Assert.Equal(2, varied.Runs.Count);
        Assert.Equal(["starter (python, completion) has no variant docstring: it would change few of its prompts, or none."], varied.LeftOut);
    }

    [Theory]
    [InlineData("docstring,indentation-tab", "docstring, indentation-tab would change few prompts, or none, of starter (python, completion). There is: trailing-newline.")]
    [InlineData("trailing-newlin", "no suite has a prompt variant trailing-newlin. Did you mean trailing-newline?")]
    [InlineData("all,wording-rude", "no suite has a prompt variant wording-rude.")]
    public void Of_NamesThatGiveNothing_IsAFault(string names, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidInputException>(() => VariedSuites.Of(_fixture.Suites, names.Split(','))).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_ASuiteThatIsAVariant_IsAFault()
    {
        var suites = _fixture.Loader.Load([Selection("starter~trailing-newline")], null, ProblemShare.All);

        Assert.Contains("starter~trailing-newline names a prompt variant", Assert.Throws<InvalidInputException>(() => VariedSuites.Of(suites, ["all"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SuiteWithAVariant_IsThatOfTheVariants()
    {
        var named = Assert.Single(_fixture.Loader.Load([Selection("starter~trailing-newline")], null, ProblemShare.All));

        Assert.Equal(VariedSuites.Of(_fixture.Suites, ["all"]).Runs[1].ToPlan(), named.ToPlan());
        Assert.Equal("def f0():", named.Prompts[0].Prompt);
        Assert.All(named.Problems, problem => Assert.Equal("starter~trailing-newline", problem.Suite));
        var fault = Assert.Throws<InvalidInputException>(() => _fixture.Loader.Load([Selection("starter~trailing")], null, ProblemShare.All)).Faults[0];
        Assert.Equal("starter (python, completion) has no prompt variant trailing. There is: trailing-newline.", fault.Message);
    }

    [Fact]
    public void Load_FolderOfARunWithVariants_GivesThemBack()
    {
        var suites = VariedSuites.Of(_fixture.Suites, ["all"]).Runs;
        using var folder = _fixture.Begin(_fixture.Plan() with { Suites = [.. suites.Select(suite => suite.ToPlan())] });

        Assert.Equal(suites.Select(suite => suite.ToPlan()), _fixture.Loader.Load(folder).Select(suite => suite.ToPlan()));
    }

    [Fact]
    public void Program_OfAVariant_BeginsWithWhatTheModelSaw()
    {
        var suite = VariedSuites.Of(_fixture.Suites, ["all"]).Runs[1];
        var program = new ProgramAssembler(suite.Language, suite.Set.Suite, new LimitOverrides()).Assemble(suite.Problems[0], " return 1", SampleKind.Completion);

        Assert.StartsWith("def f0(): return 1\n", program.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_WithVariants_DrawsTheSameForEach_AndScoresThemApart()
    {
        var suites = VariedSuites.Of(_fixture.Suites, ["all"]).Runs;
        using var folder = _fixture.Begin(_fixture.Plan() with { Suites = [.. suites.Select(suite => suite.ToPlan())] });
        var source = new ScriptedSource((_, _) => "    return 1\n");
        await new GenerationStage(source, [], _fixture.Observer).RunAsync(folder, suites, new BatchLimits(4), TestContext.Current.CancellationToken);

        Assert.Equal(source.Asked.Take(4), source.Asked.Skip(4));
        Assert.Equal(["starter", "starter~trailing-newline"], folder.Completions.Read().Select(line => line.Suite).Distinct());
        folder.Executions.Replace(folder.Completions.Read().Select(line => new Execution(
            line.Suite, line.Language, line.TaskId, line.Sample, new Outcome { Verdict = line.Suite == "starter" ? Core.Languages.Verdict.Passed : Core.Languages.Verdict.CompileError })));
        var sheet = new ScoringStage(_fixture.Observer).Run(folder);
        Assert.Equal([1.0, 0.0], sheet.Scores.Select(score => score.PassAt[1].Value));
        Assert.Equal((1.0, 2), (Assert.Single(sheet.Spreads!).Spread, sheet.Spreads![0].Problems));
        Assert.Equal(sheet.Spreads[0].P, ScoringStage.Read(folder).Spreads![0].P);

        await RunFixture.Reporting.RunAsync(folder, suites, missing: null);
        var report = await File.ReadAllTextAsync(folder.PathOf("report.md"), TestContext.Current.CancellationToken);
        Assert.StartsWith("# scripted on starter\n", report, StringComparison.Ordinal);
        Assert.Contains(
            "\n## Prompt variants\n\n- starter (python) under 2 prompt variants, 2 problems: pass@1 from 0.0 (trailing-newline) to 100.0 (baseline), mean 50.0; spread 100.0, by chance 5",
            report,
            StringComparison.Ordinal);
    }

    private static SuiteSelection Selection(string text) => SuiteSelection.TryParse(text, out var selection) ? selection : throw new ArgumentException(text);
}
