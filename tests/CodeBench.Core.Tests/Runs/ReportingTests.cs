using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;

namespace CodeBench.Core.Tests.Runs;

public sealed class ReportingTests : IDisposable
{
    private const int Samples = 1500;
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task ManySamples_OnlyTheFirstAreShown_FailuresBeforePasses_EachWithItsOwnTexts()
    {
        using var folder = Judged(sample => sample % 2 == 0);
        await ReportingStage.RunAsync(folder);
        var report = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);

        Assert.Equal(2000, Count(report, "<details data-verdict="));
        Assert.Equal(1500, Count(report, "<details data-verdict=\"wrong_answer\""));
        Assert.Contains("1000 more samples", report, StringComparison.Ordinal);
        Assert.Contains("<pre>text of Starter/1 1499</pre>", report, StringComparison.Ordinal);
        Assert.Contains("<pre>output of Starter/1 1499</pre>", report, StringComparison.Ordinal);
        Assert.True(
            report.IndexOf("output of Starter/0 7<", StringComparison.Ordinal) < report.IndexOf("output of Starter/0 11<", StringComparison.Ordinal),
            "samples stand in their order, in whatever order they were judged");
        Assert.Contains("output of Starter/0 998<", report, StringComparison.Ordinal);
        Assert.DoesNotContain("output of Starter/0 1000<", report, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private RunFolder Judged(Func<int, bool> passes)
    {
        var folder = _fixture.Begin(_fixture.Plan(Samples));
        var suite = _fixture.Suites[0];
        var all = suite.Problems.SelectMany(problem => Enumerable.Range(0, Samples).Select(sample => (problem.TaskId, Sample: sample))).ToList();
        folder.Prompts.Replace(suite.Prompts);
        folder.Completions.Replace(all.Select(item => new CompletionLine
        {
            Suite = suite.Set.Name,
            Language = suite.Language.Id,
            TaskId = item.TaskId,
            Sample = item.Sample,
            Kind = SampleKind.Completion,
            Raw = "",
            Completion = $"text of {item.TaskId} {item.Sample}",
        }));
        folder.Executions.Replace(Enumerable.Reverse(all).Select(item => new Execution(
            suite.Set.Name,
            suite.Language.Id,
            item.TaskId,
            item.Sample,
            new Outcome { Verdict = passes(item.Sample) ? Verdict.Passed : Verdict.WrongAnswer, Stdout = $"output of {item.TaskId} {item.Sample}" })));
        new ScoringStage(_fixture.Observer).Run(folder);
        return folder;
    }
}
