using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Reports;
using CodeBench.Core.Runs;

namespace CodeBench.Core.Tests.Runs;

/// <summary>What makes two runs comparable.</summary>
public sealed class ComparisonStageTests : IDisposable
{
    private readonly RunFixture _a = new();
    private readonly RunFixture _b = new();

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    [Fact]
    public void Runs_OfTheSameProblemsAndJudge_AreCompared()
    {
        using var a = Begin(_a, _a.Plan(samples: 1), "+-");
        using var b = Begin(_b, _b.Plan(samples: 1), "++");
        var sheet = ComparisonStage.Run(a, b, anyway: false);
        Assert.Empty(sheet.Differences);
        var row = Assert.Single(sheet.Comparisons);
        Assert.Equal(("starter", 0.5, 1.0), (row.Suite, row.A, row.B));
        Assert.Equal("Starter/1", Assert.Single(row.Flips).TaskId);
    }

    [Fact]
    public void Runs_WhoseLimitsDiffer_AreRefused()
    {
        var plan = _b.Plan(samples: 1);
        var step = plan.Suites[0].Limits![0];
        using var a = Begin(_a, _a.Plan(samples: 1), "+-");
        using var b = Begin(_b, plan with { Suites = [plan.Suites[0] with { Limits = [step with { WallTime = step.WallTime + TimeSpan.FromSeconds(1) }] }] }, "++");
        Assert.Contains("the limits of starter (python) differ (run ", Assert.Single(Assert.Throws<InvalidInputException>(() => ComparisonStage.Run(a, b, anyway: false)).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_WhosePromptsOrJudgeDiffer_AreRefusedWithEachReason_AndComparedWhereTheUserWantsIt()
    {
        var plan = _b.Plan(samples: 1);
        var other = plan with
        {
            Suites = [.. plan.Suites.Select(suite => suite with { PromptsSha256 = "other" })],
            Timeout = TimeSpan.FromSeconds(9),
            Memory = "1GiB",
            Control = true,
        };
        using var a = Begin(_a, _a.Plan(samples: 1), "+-");
        using var b = Begin(_b, other, "++");
        a.RecordImage("python", "sha256:1");
        b.RecordImage("python", "sha256:1");
        var exception = Assert.Throws<InvalidInputException>(() => ComparisonStage.Run(a, b, anyway: false));
        Assert.Equal(4, exception.Faults.Count);
        string[] reasons = ["prompts of starter (python)", "--timeout was not given there and 9 s here", "--memory", "--control"];
        Assert.All(reasons, reason => Assert.Contains(reason, exception.Message, StringComparison.Ordinal));
        Assert.Equal(4, ComparisonStage.Run(a, b, anyway: true).Differences.Count);
    }

    [Fact]
    public void Runs_JudgedInOtherImages_AreRefused()
    {
        using var a = _a.Begin(_a.Plan(samples: 1));
        using var b = _b.Begin(_b.Plan(samples: 1));
        a.RecordImage("python", "sha256:1");
        b.RecordImage("python", "sha256:2");
        Write(a, "+-");
        Write(b, "+-");
        var exception = Assert.Throws<InvalidInputException>(() => ComparisonStage.Run(a, b, anyway: false));
        Assert.Contains("other images", Assert.Single(exception.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_CutShortOrWithNothingInCommon_AreRefused()
    {
        var plan = _b.Plan(samples: 2);
        using var a = Begin(_a, _a.Plan(samples: 1), "+-");
        using var b = Begin(_b, plan with { Suites = [.. plan.Suites.Select(suite => suite with { Language = "java" })] }, "+-");
        var exception = Assert.Throws<InvalidInputException>(() => ComparisonStage.Run(a, b, anyway: true));
        Assert.Equal(2, exception.Faults.Count);
        Assert.Contains("only 2 of 4 samples have a verdict", exception.Message, StringComparison.Ordinal);
        Assert.Contains("no suite and language in common", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 2, "without extraction there and with extraction (version 2) here")]
    [InlineData(1, null, "with extraction (version 1) there and without extraction here")]
    [InlineData(1, 2, "(versions 1 and 2)")]
    public void Runs_WhoseCodeWasExtractedOtherwise_AreRefused(int? one, int? other, string reason)
    {
        using var a = Begin(_a, _a.Plan(samples: 1) with { Extractors = Versions(one) }, "+-");
        using var b = Begin(_b, _b.Plan(samples: 1) with { Extractors = Versions(other) }, "+-");
        var exception = Assert.Throws<InvalidInputException>(() => ComparisonStage.Run(a, b, anyway: false));
        Assert.Contains(reason, Assert.Single(exception.Faults).ToString(), StringComparison.Ordinal);

        static Dictionary<string, int>? Versions(int? version) => version is { } number ? new Dictionary<string, int> { ["python"] = number } : null;
    }

    [Fact]
    public void Sample_ThatIsThereTwice_IsRefusedWithItsLine()
    {
        using var a = Begin(_a, _a.Plan(samples: 1), "+-");
        using var b = Begin(_b, _b.Plan(samples: 1), "+-");
        Write(b, "+");
        var exception = Assert.Throws<InvalidInputException>(() => ComparisonStage.Run(a, b, anyway: true));
        Assert.Equal((b.Executions.Path, 3), (Assert.Single(exception.Faults).Where, exception.Faults[0].Line));
    }

    [Fact]
    public void Suites_WithoutACounterpartOrAPair_AreSaid()
    {
        var plan = _b.Plan(samples: 1);
        using var a = Begin(_a, _a.Plan(samples: 1), "ff");
        using var b = Begin(_b, plan with { Suites = [.. plan.Suites, .. plan.Suites.Select(suite => suite with { Language = "java" })] }, "++");
        Write(b, "++", "java");
        var sheet = ComparisonStage.Run(a, b, anyway: false);
        Assert.Empty(sheet.Comparisons);
        Assert.Equal(["starter (java): B alone has it", "starter (python): none of its 2 problems has a verdict in both"], sheet.NotCompared);
        Assert.Equal("Not compared: starter (java): B alone has it.", ComparisonTable.RemarksOf(sheet)[0]);
    }

    private static RunFolder Begin(RunFixture fixture, RunPlan plan, string verdicts)
    {
        var folder = fixture.Begin(plan);
        Write(folder, verdicts);
        return folder;
    }

    private static void Write(RunFolder folder, string verdicts, string language = "python")
    {
        using var output = folder.Executions.Append();
        for (var i = 0; i < verdicts.Length; i++)
        {
            var verdict = verdicts[i] switch { '+' => Verdict.Passed, 'f' => Verdict.SandboxFault, _ => Verdict.WrongAnswer };
            output.Write(new Execution("starter", language, $"Starter/{i}", 0, new Outcome { Verdict = verdict }));
        }
    }
}
