using System.Text.Json.Nodes;
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
    public void Run_OfSamplesOfSomeProblemsAlone_IsRefused_WithOrWithoutBaseline()
    {
        using var run = BeginOfSamples(_run, "+");
        var message = Assert.Throws<InvalidInputException>(() => GateStage.Run(run, null, new GateRules { Floors = [new ScoreFloor("starter", null, 0.5)] })).Message;
        Assert.Contains("starter:python: has samples of 1 of 2 problems", message, StringComparison.Ordinal);
        Begin(_baseline, "++").Dispose();
        Assert.Contains("1 of 2 problems", Assert.Throws<InvalidInputException>(() => GateStage.Run(run, _baseline.Folder, new GateRules())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ThatLacksAProblemForASandboxFault_IsToldNo()
    {
        using var run = Begin(_run, "+f");
        Assert.Contains("sandbox faults", GateStage.Run(run, null, new GateRules { Floors = [new ScoreFloor("starter", null, 0.5)] }).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Suites_ThatOneSideAloneHas_AreSaid()
    {
        Begin(_baseline, "++", Two(_baseline.Plan(samples: 1)), ["python", "java"]).Dispose();
        Begin(_run, "++").Dispose();
        using var run = RunFolder.OpenForReading(_run.Folder);
        Assert.Equal("yes: starter (python): 100.0 %; starter (java) is in the baseline alone", GateStage.Run(run, _baseline.Folder, new GateRules()).Why);

        using var larger = RunFolder.OpenForReading(_baseline.Folder);
        var sheet = GateStage.Run(larger, _run.Folder, new GateRules());
        Assert.Equal("yes: starter (python): 100.0 %; starter (java): 100.0 %, the baseline does not have it", sheet.Why);
    }

    [Theory]
    [InlineData("ff", true)]
    [InlineData("f+", false)]
    public void Baseline_WithoutVerdicts_IsRefusedWhereNothingIsLeftToCompare_AndElseWhatIsLeftOutIsSaid(string verdicts, bool isRefused)
    {
        Begin(_baseline, verdicts).Dispose();
        using var run = Begin(_run, "++");
        if (isRefused)
        {
            Assert.Contains("nothing to compare with", Assert.Throws<InvalidInputException>(() => GateStage.Run(run, _baseline.Folder, new GateRules())).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.EndsWith(", 1 problems lack a verdict in it or in the baseline and are not compared", GateStage.Run(run, _baseline.Folder, new GateRules()).Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Baseline_OfScoresWithoutAValue_IsRefused_AndALanguageMoreIsSaid()
    {
        using (var baseline = Begin(_baseline, "++", Two(_baseline.Plan(samples: 1)), ["python", "java"]))
        {
            new ScoringStage(_baseline.Observer).Run(baseline);
        }

        var path = Path.Combine(_baseline.Folder, "scores.json");
        using var run = Begin(_run, "++");
        Assert.EndsWith("; starter (java) is in the baseline alone", GateStage.Run(run, path, new GateRules()).Why, StringComparison.Ordinal);

        var scores = JsonNode.Parse(File.ReadAllText(path))!;
        scores["scores"]![0]!["pass_at"] = new JsonObject();
        File.WriteAllText(path, scores.ToJsonString());
        Assert.Equal("starter:python", Assert.Single(Assert.Throws<InvalidInputException>(() => GateStage.Run(run, path, new GateRules())).Faults).Field);
    }

    [Theory]
    [InlineData("""{"scores":[null],"faults":0}""")]
    [InlineData("""{"scores":[{"suite":"starter","language":"python","problems":2,"samples":2,"pass_at":{"1":null},"verdicts":{}}],"faults":0}""")]
    [InlineData("""{"scores":[{"suite":"starter","language":"python","problems":2,"samples":2,"pass_at":{"1":{"value":60.9,"low":0,"high":1,"half_width":0}},"verdicts":{}}],"faults":0}""")]
    [InlineData("""{"scores":[{"suite":"starter","language":"python","problems":2,"samples":2,"pass_at":{"1":{"value":-0.1,"low":0,"high":1,"half_width":0}},"verdicts":{}}],"faults":0}""")]
    public void Baseline_OfScoresThatAreNone_IsRefused(string scores)
    {
        using var run = Begin(_run, "++");
        var path = Path.Combine(_run.Folder, "baseline.json");
        File.WriteAllText(path, scores);
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => GateStage.Run(run, path, new GateRules())).Faults);
        Assert.Equal((path, "$.scores[0]"), (fault.Where, fault.Field));
    }

    [Fact]
    public void Baseline_AsJsonPrintsIt_IsTaken()
    {
        using var run = Begin(_run, "++");
        var path = Path.Combine(_run.Folder, "printed.json");
        File.WriteAllText(path, """{"scores":[{"suite":"starter","language":"python","problems":2,"samples":2,"pass_at":{"1":{"value":0.5,"low":0,"high":1,"half_width":0}},"verdicts":{}}],"faults":0,"run":"/runs/a","exports":["a.csv"]}""");
        Assert.True(GateStage.Run(run, path, new GateRules()).Passed);
    }

    [Fact]
    public void Baseline_OfAnotherSchema_IsRefusedAsSuch()
    {
        using var run = Begin(_run, "++");
        var path = Path.Combine(_run.Folder, "newer.json");
        File.WriteAllText(path, """{"schema":2,"scores":[]}""");
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => GateStage.Run(run, path, new GateRules())).Faults);
        Assert.Equal((path, "schema"), (fault.Where, fault.Field));
    }

    [Fact]
    public void Sample_ThatIsThereTwice_IsRefusedWithItsLine_InTheRunAndInTheBaseline()
    {
        using (var folder = Begin(_run, "++"))
        {
            Append(folder, "+", ["python"]);
        }

        Begin(_baseline, "++").Dispose();
        using var twice = RunFolder.OpenForReading(_run.Folder);
        Assert.Equal(3, Assert.Single(Assert.Throws<InvalidInputException>(() => GateStage.Run(twice, _baseline.Folder, new GateRules())).Faults).Line);
        using var run = RunFolder.OpenForReading(_baseline.Folder);
        Assert.Equal(3, Assert.Single(Assert.Throws<InvalidInputException>(() => GateStage.Run(run, _run.Folder, new GateRules())).Faults).Line);
    }

    private static RunPlan Two(RunPlan plan) => plan with { Suites = [.. plan.Suites, .. plan.Suites.Select(suite => suite with { Language = "java" })] };

    private static RunFolder BeginOfSamples(RunFixture fixture, string verdicts)
    {
        var folder = Begin(fixture, verdicts, fixture.Plan() with { Sampling = null });
        folder.Completions.Replace(verdicts.Select((_, i) => new CompletionLine
        {
            Suite = "starter",
            Language = "python",
            TaskId = $"Starter/{i}",
            Sample = 0,
            Kind = SampleKind.Completion,
            Raw = "",
            Completion = "",
        }));
        return folder;
    }

    private static RunFolder Begin(RunFixture fixture, string verdicts, RunPlan? plan = null, string[]? languages = null)
    {
        var folder = fixture.Begin(plan ?? fixture.Plan(samples: 1));
        Append(folder, verdicts, languages ?? ["python"]);
        return folder;
    }

    private static void Append(RunFolder folder, string verdicts, string[] languages)
    {
        using var output = folder.Executions.Append();
        foreach (var language in languages)
        {
            for (var i = 0; i < verdicts.Length; i++)
            {
                var verdict = verdicts[i] switch { '+' => Verdict.Passed, 'f' => Verdict.SandboxFault, _ => Verdict.WrongAnswer };
                output.Write(new Execution("starter", language, $"Starter/{i}", 0, new Outcome { Verdict = verdict }));
            }
        }
    }
}
