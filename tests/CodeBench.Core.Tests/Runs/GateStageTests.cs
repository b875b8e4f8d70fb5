using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Gates;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;

namespace CodeBench.Core.Tests.Runs;

/// <summary>What a gate takes for a run and for a baseline.</summary>
public sealed class GateStageTests : IDisposable
{
    private readonly RunFixture _run = new();
    private readonly RunFixture _baseline = new();

    public void Dispose()
    {
        _run.Dispose();
        _baseline.Dispose();
    }

    [Fact]
    public void Baseline_ThatIsARun_IsComparedProblemByProblem_AndIsLeftOpenToOthers()
    {
        Begin(_baseline, "++").Dispose();
        using var run = Begin(_run, "+-");
        var drop = Assert.Single(GateStage.Run(run, _baseline.Folder, new GateRules()).Rows).Drop!;
        Assert.Equal((1.0, 0.5, true), (drop.Baseline, drop.Score, drop.Paired));
        _baseline.Begin(_baseline.Plan(samples: 1)).Dispose();
    }

    [Fact]
    public void Baseline_ThatIsAScoresFile_IsComparedByItsScores()
    {
        using (var baseline = Begin(_baseline, "++"))
        {
            new ScoringStage(_baseline.Observer).Run(baseline);
        }

        using var run = Begin(_run, "+-");
        var sheet = GateStage.Run(run, Path.Combine(_baseline.Folder, "scores.json"), new GateRules());
        Assert.Equal((1.0, 0.5, false), (sheet.Rows[0].Drop!.Baseline, sheet.Rows[0].Drop!.Score, sheet.Rows[0].Drop!.Paired));
        Assert.True(sheet.Passed);
    }

    [Fact]
    public void Run_CutShort_AndAFloorOfNothing_AreSaidTogether()
    {
        using var run = Begin(_run, "+");
        var exception = Assert.Throws<InvalidInputException>(() => GateStage.Run(run, null, new GateRules { Floors = [new ScoreFloor("humaneval", "java", 0.2)] }));
        Assert.Contains("the run has no humaneval:java; it has starter:python", exception.Message, StringComparison.Ordinal);
        Assert.Contains("only 1 of 2 samples have a verdict", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Baseline_OfOtherPrompts_IsRefused()
    {
        var plan = _baseline.Plan(samples: 1);
        Begin(_baseline, "++", plan with { Suites = [.. plan.Suites.Select(suite => suite with { PromptsSha256 = "other" })] }).Dispose();
        using var run = Begin(_run, "++");
        var exception = Assert.Throws<InvalidInputException>(() => GateStage.Run(run, _baseline.Folder, new GateRules()));
        Assert.Contains("cannot be compared", Assert.Single(exception.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Baseline_ThatIsDamaged_IsRefused()
    {
        var path = Path.Combine(Path.GetDirectoryName(_baseline.Folder)!, "scores.json");
        File.WriteAllText(path, "{\"schema\": 1,");
        using var run = Begin(_run, "++");
        Assert.Throws<InvalidInputException>(() => GateStage.Run(run, path, new GateRules()));
    }

    private static RunFolder Begin(RunFixture fixture, string verdicts, RunPlan? plan = null)
    {
        var folder = fixture.Begin(plan ?? fixture.Plan(samples: 1));
        using var output = folder.Executions.Append();
        for (var i = 0; i < verdicts.Length; i++)
        {
            output.Write(new Execution("starter", "python", $"Starter/{i}", 0, new Outcome { Verdict = verdicts[i] == '+' ? Verdict.Passed : Verdict.WrongAnswer }));
        }

        return folder;
    }
}
