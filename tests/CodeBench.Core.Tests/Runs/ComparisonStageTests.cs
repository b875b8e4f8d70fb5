using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
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

    [Theory]
    [InlineData(null, 2, "there alone")]
    [InlineData(2, null, "here alone")]
    [InlineData(1, 2, "by other rules (versions 2 and 1)")]
    [InlineData(2, 2, null)]
    [InlineData(null, null, null)]
    public void Runs_WhoseAnswersWereReadByOtherRulesOrByNone_AreRefused(int? here, int? there, string? reason)
    {
        using var a = Begin(_a, With(_a.Plan(samples: 1), there), "+-");
        using var b = Begin(_b, With(_b.Plan(samples: 1), here), "+-");
        var differences = ComparisonStage.Run(a, b, anyway: true).Differences;
        Assert.Equal(reason is null ? 0 : 1, differences.Count);
        Assert.All(differences, difference => Assert.EndsWith(reason!, difference, StringComparison.Ordinal));

        static RunPlan With(RunPlan plan, int? version) => plan with { Extractors = version is { } one ? new Dictionary<string, int> { ["python"] = one } : null };
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

    private static RunFolder Begin(RunFixture fixture, RunPlan plan, string verdicts)
    {
        var folder = fixture.Begin(plan);
        Write(folder, verdicts);
        return folder;
    }

    private static void Write(RunFolder folder, string verdicts)
    {
        using var output = folder.Executions.Append();
        for (var i = 0; i < verdicts.Length; i++)
        {
            output.Write(new Execution("starter", "python", $"Starter/{i}", 0, new Outcome { Verdict = verdicts[i] == '+' ? Verdict.Passed : Verdict.WrongAnswer }));
        }
    }
}
