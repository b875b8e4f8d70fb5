using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Reports;
using CodeBench.Core.Runs;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Runs;

/// <summary>Problems that no right solution can pass stand beside the score, and change nothing of it.</summary>
public sealed class CeilingTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(null, 2, null)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 1, null)]
    public void Score_OfAllProblems_SaysHowManyCanBeSolved(int? unsolvable, int executed, int? solvable)
    {
        using var folder = Judged(unsolvable, executed);
        var score = Assert.Single(new ScoringStage(_fixture.Observer).Run(folder).Scores);

        Assert.Equal(solvable, score.Solvable);
        Assert.Equal(1, score.PassAt[1].Value);
        Assert.Equal(solvable is not null, File.ReadAllText(folder.PathOf("scores.json")).Contains("\"solvable\": 1", StringComparison.Ordinal));
        Assert.Equal(solvable, Assert.Single(ScoringStage.Read(folder).Scores).Solvable);
    }

    [Fact(Timeout = 30_000)]
    public async Task Report_HasAColumnForTheCeiling_OnlyWhereThereIsOne()
    {
        using var folder = Judged(unsolvable: 1, executed: 2);
        var sheet = new ScoringStage(_fixture.Observer).Run(folder);
        await _fixture.ReportAsync(folder);

        foreach (var report in new[] { "report.md", "report.html" })
        {
            var text = await File.ReadAllTextAsync(folder.PathOf(report), TestContext.Current.CancellationToken);
            Assert.Contains("50.0 (1)", text, StringComparison.Ordinal);
            Assert.Contains("ceiling is the share", text, StringComparison.Ordinal);
        }

        Assert.Contains("ceiling", ScoreTable.Of(sheet).Columns);
        Assert.DoesNotContain("ceiling", ScoreTable.Of(sheet with { Scores = [sheet.Scores[0] with { Solvable = null }] }).Columns);
    }

    [Fact]
    public void Table_RowsHaveAsManyCellsAsColumns()
    {
        using var folder = Judged(unsolvable: 1, executed: 2);
        var score = new ScoringStage(_fixture.Observer).Run(folder).Scores[0];
        var table = ScoreTable.Of(new ScoreSheet { Scores = [score, score with { Solvable = null }], Faults = 0 });

        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        Assert.Equal(["50.0 (1)", "-"], table.Rows.Select(row => row[^2]));
    }

    private RunFolder Judged(int? unsolvable, int executed)
    {
        var plan = _fixture.Plan(samples: 1);
        var folder = _fixture.Begin(plan with { Suites = [.. plan.Suites.Select(suite => suite with { Unsolvable = unsolvable })] });
        var suite = _fixture.Suites[0];
        folder.Prompts.Replace(suite.Prompts);
        folder.Completions.Replace(suite.Problems.Select(problem => new CompletionLine
        {
            Suite = suite.Set.Name,
            Language = suite.Language.Id,
            TaskId = problem.TaskId,
            Sample = 0,
            Kind = SampleKind.Completion,
            Raw = "",
            Completion = "",
        }));
        folder.Executions.Replace(suite.Problems.Take(executed).Select(
            problem => new Execution(suite.Set.Name, suite.Language.Id, problem.TaskId, 0, new Outcome { Verdict = Verdict.Passed })));
        return folder;
    }
}
