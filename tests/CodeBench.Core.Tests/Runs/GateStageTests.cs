using CodeBench.Core.Completions;
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

    [Fact]
    public void Run_OfOthersSamples_ThatLacksProblems_IsRefused()
    {
        var plan = _run.Plan(samples: 1);
        using var run = Begin(_run, "+", plan with { Sampling = null });
        using (var output = run.Completions.Append())
        {
            output.Write(new CompletionLine { Suite = "starter", Language = "python", TaskId = "Starter/0", Sample = 0, Kind = SampleKind.Completion, Raw = "", Completion = "" });
        }

        var exception = Assert.Throws<InvalidInputException>(() => GateStage.Run(run, null, new GateRules { Floors = [new ScoreFloor("starter", null, 0.1)] }));
        Assert.Contains("only 1 of 2 problems have samples", Assert.Single(exception.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Executions_WithALineTwice_AreRefused_InTheRunAndInTheBaseline()
    {
        using var run = Begin(_run, "++");
        Begin(_baseline, "++").Dispose();
        var path = Path.Combine(_baseline.Folder, "executions.jsonl");
        File.AppendAllText(path, File.ReadLines(path).First() + "\n");
        Refused(() => GateStage.Run(run, _baseline.Folder, new GateRules()));
        using var baseline = RunFolder.OpenForReading(_baseline.Folder);
        Refused(() => GateStage.Run(baseline, _run.Folder, new GateRules()));

        static void Refused(Action decide) => Assert.Contains("executed before", Assert.Throws<InvalidInputException>(decide).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Suites_ThatOneSideAloneHas_AreNamed_AndWhatHasNoVerdictToCompareWithIsRefused()
    {
        var plan = _baseline.Plan(samples: 1);
        var other = plan.Suites[0] with { Suite = "other" };
        using (var baseline = Begin(_baseline, "++", plan with { Suites = [.. plan.Suites, other] }))
        {
            using var output = baseline.Executions.Append();
            for (var i = 0; i < 2; i++)
            {
                output.Write(new Execution("other", "python", $"Starter/{i}", 0, new Outcome { Verdict = Verdict.SandboxFault }));
            }
        }

        using var run = Begin(_run, "++");
        var sheet = GateStage.Run(run, _baseline.Folder, new GateRules());
        Assert.True(sheet.Passed);
        Assert.EndsWith("; other (python) is in the baseline alone", sheet.Why, StringComparison.Ordinal);

        using var both = new RunFixture();
        using var asked = Begin(both, "++", plan with { Suites = [.. plan.Suites, other] });
        using (var output = asked.Executions.Append())
        {
            for (var i = 0; i < 2; i++)
            {
                output.Write(new Execution("other", "python", $"Starter/{i}", 0, new Outcome { Verdict = Verdict.Passed }));
            }
        }

        var exception = Assert.Throws<InvalidInputException>(() => GateStage.Run(asked, _baseline.Folder, new GateRules()));
        Assert.Contains("no problem with a verdict both here and in", Assert.Single(exception.Faults).ToString(), StringComparison.Ordinal);
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
