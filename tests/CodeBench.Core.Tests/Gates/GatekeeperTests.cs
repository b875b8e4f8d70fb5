using System.Xml.Linq;
using CodeBench.Core.Comparisons;
using CodeBench.Core.Executions;
using CodeBench.Core.Gates;
using CodeBench.Core.Languages;
using CodeBench.Core.Reports;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Gates;

public sealed class GatekeeperTests
{
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.500001, false)]
    public void Floor_IsReachedByTheScoreItself(double least, bool passed)
    {
        var row = Assert.Single(Decide(Sheet(("s", "python", 0.5)), [], new GateRules { Floors = [new ScoreFloor("s", null, least)] }));
        Assert.Equal(passed, row.Floor!.Passed);
        Assert.Equal(passed, row.Reasons.Count == 0);
    }

    // Every problem passed by so many of its samples: the score is that share, whatever rounding makes of its sum.
    [Theory]
    [InlineData(164, 5, 1)]
    [InlineData(164, 10, 7)]
    [InlineData(97, 3, 2)]
    [InlineData(500, 7, 3)]
    public void Floor_ThatTheScoreReachesJustSo_IsReached(int problems, int samples, int passed)
    {
        var sheet = Scorer.Score(Enumerable.Range(0, problems).SelectMany(problem => Enumerable.Range(0, samples).Select(sample => new Execution(
            "s", "python", $"t/{problem}", sample, new Outcome { Verdict = sample < passed ? Verdict.Passed : Verdict.WrongAnswer }))));
        Assert.Empty(Assert.Single(Decide(sheet, [], new GateRules { Floors = [new ScoreFloor("s", null, (double)passed / samples)] })).Reasons);
    }

    [Fact]
    public void Floors_OfASuiteAndOfOneLanguage_HoldBoth()
    {
        var rules = new GateRules { Floors = [new ScoreFloor("s", null, 0.2), new ScoreFloor("s", "java", 0.6), new ScoreFloor("other", null, 1)] };
        var rows = Decide(Sheet(("s", "python", 0.5), ("s", "java", 0.5)), [], rules);
        Assert.Equal([0.2, 0.6], rows.Select(row => row.Floor!.Least));
        Assert.Equal([0, 1], rows.Select(row => row.Reasons.Count));
    }

    [Fact]
    public void SandboxFault_NeverPasses()
    {
        var sheet = Sheet(("s", "python", 1.0));
        var score = sheet.Scores[0] with { Verdicts = new Dictionary<string, int> { ["sandbox_fault"] = 1 } };
        var row = Assert.Single(Decide(sheet with { Scores = [score] }, [], new GateRules { Floors = [new ScoreFloor("s", null, 0.1)] }));
        Assert.Equal("1 executions are sandbox faults", Assert.Single(row.Reasons));
    }

    [Fact]
    public void Drop_BeyondChance_SaysNo_AndWithinTheAllowedOneDoesNot()
    {
        var difference = new ScoreDifference(0.6, 164, 0.45, 164, 0.5);
        var key = new Dictionary<(string, string), (ScoreDifference, bool)> { [("s", "python")] = (difference, true) };
        Assert.Contains("fell from 60.0 % to 45.0 %", Assert.Single(Decide(Sheet(("s", "python", 0.45)), key, new GateRules())[0].Reasons), StringComparison.Ordinal);
        Assert.Empty(Decide(Sheet(("s", "python", 0.45)), key, new GateRules { MaxDrop = 0.12 })[0].Reasons);
    }

    [Theory]
    [InlineData(164, 1, 0.05)]
    [InlineData(164, 1, 0.5)]
    [InlineData(164, 20, 0.3)]
    [InlineData(32, 5, 0.9)]
    [InlineData(500, 1, 0.7)]
    public void Drop_WhereNothingChanged_IsSeenNoMoreOftenThanAlpha(int problems, int samples, double score) =>
        Assert.InRange(ShareOfNo(problems, samples, score, drop: 0), 0, 0.07); // 0.05, and 2.6 standard deviations of 700 trials

    [Theory]
    [InlineData(164, 1, 0.5)]
    [InlineData(164, 20, 0.3)]
    [InlineData(500, 1, 0.7)]
    public void Drop_OfTheSizeThatItSaysItFinds_IsFoundFourTimesInFiveOrMore(int problems, int samples, double score)
    {
        var noticeable = Trials(problems, samples, score, 0).Take(100).Average(difference => difference.Noticeable(0, 0.05));
        Assert.InRange(ShareOfNo(problems, samples, score, noticeable), 0.76, 1); // 0.8, and 2.6 standard deviations of 700 trials
    }

    [Fact(Timeout = 60_000)]
    public async Task Answer_IsSaidInOneLine_InJUnitXmlAndInMarkdown()
    {
        var key = new Dictionary<(string, string), (ScoreDifference, bool)> { [("s", "java")] = (new ScoreDifference(0.6, 164, 0.2, 164, 0), false) };
        var rows = Decide(Sheet(("s", "python", 0.5), ("s", "java", 0.2)), key, new GateRules { Floors = [new ScoreFloor("s", null, 0.4)] });
        var sheet = new GateSheet { Run = "run", Baseline = "base", MaxDrop = 0, Alpha = 0.05, Passed = false, Why = Gatekeeper.Why(rows), Rows = rows };
        Assert.StartsWith("no: s (java): pass@1 is 20.0 %, and the floor 40.0 %; s (java): pass@1 fell from", sheet.Why, StringComparison.Ordinal);

        var suite = XDocument.Parse(JUnitReport.Of(sheet)).Descendants("testsuite").Single();
        Assert.Equal(("2", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Equal(2, suite.Elements("testcase").Single(item => item.Attribute("name")!.Value == "java").Elements("failure").Count());

        using var text = new StringWriter();
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        await ReportWriter.Gate().WriteAsync(sheet, text);
        Assert.Contains("## CodeBench: no", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("| s | java | 20.0 | 40.0 | 60.0 | -40.0 (", text.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Suite_WithoutAnyVerdict_IsNotSaidToHaveAScore()
    {
        var sheet = Sheet(("s", "python", 0.5));
        var rows = Decide(sheet with { Scores = [sheet.Scores[0] with { PassAt = new Dictionary<int, PassAtScore>() }] }, [], new GateRules());
        var gate = new GateSheet { Run = "run", Baseline = null, MaxDrop = 0, Alpha = 0.05, Passed = false, Why = Gatekeeper.Why(rows), Rows = rows };
        Assert.Equal("no verdict", XDocument.Parse(JUnitReport.Of(gate)).Descendants("system-out").Single().Value);

        using var text = new StringWriter();
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        await ReportWriter.Gate().WriteAsync(gate, text);
        Assert.Contains("| s | python | no verdict | ", text.ToString(), StringComparison.Ordinal);
    }

    private static double ShareOfNo(int problems, int samples, double score, double drop)
    {
        const int Count = 700;
        return Trials(problems, samples, score, drop).Take(Count).Count(difference => difference.PValueBelow(0) <= 0.05) / (double)Count;
    }

    // Two runs of checkpoints that solve each problem with a chance of its own; the second one's chances are lower by the drop.
    private static IEnumerable<ScoreDifference> Trials(int problems, int samples, double score, double drop)
    {
        var random = new Random(problems + samples);
        while (true)
        {
            yield return ScoreDifference.Of([.. Enumerable.Range(0, problems).Select(_ =>
            {
                // A half of the problems is decided, the other half is not.
                var chance = random.NextDouble() < 0.5 ? (random.NextDouble() < score ? 1 : 0) : score;
                return new PairedProblem("t", Draw(chance), Draw(Math.Max(0, chance - (drop * (chance / score)))));
            })]);
        }

        PassedSamples Draw(double chance) => new(samples, Enumerable.Range(0, samples).Count(_ => random.NextDouble() < chance));
    }

    private static IReadOnlyList<GateRow> Decide(
        ScoreSheet sheet, Dictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)> differences, GateRules rules) =>
        Gatekeeper.Decide(sheet, differences, rules);

    private static ScoreSheet Sheet(params (string Suite, string Language, double Score)[] scores) => new()
    {
        Faults = 0,
        Scores = [.. scores.Select(score => new SuiteScore
        {
            Suite = score.Suite,
            Language = score.Language,
            Problems = 164,
            Samples = 164,
            PassAt = new Dictionary<int, PassAtScore> { [1] = new(score.Score, 0, 1, 0.1) },
            Verdicts = new Dictionary<string, int>(),
        })],
    };
}
