using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Reports;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Scores;

public sealed class LanguageAverageTests
{
    // By hand: java 2 of 4, lua 1 of 4; problems' averages over the two: 1, 0.5, 0, 0.
    [Fact]
    public void Average_OfTheSameProblems_IsTheScoreOfTheirAverages()
    {
        var sheet = Scorer.Score([.. Executions("java", "++--"), .. Executions("lua", "+---")]);
        var average = Assert.Single(sheet.Averages!);
        var expected = ScoreInterval.Estimate([1, 0.5, 0, 0], draws: 2);
        Assert.Equal(("s", 4, 0.375), (average.Suite, average.Problems, average.PassAt1.Value));
        Assert.Equal(["java", "lua"], average.Languages);
        Assert.Equal(expected.Low, average.PassAt1.Low, 12);
        Assert.Equal(expected.High, average.PassAt1.High, 12);
    }

    // Languages that agree on every problem tell no more than one; were problems in languages taken for independent, ten would narrow the interval to a third.
    [Fact]
    public void Average_OfLanguagesThatAgree_IsAsUncertainAsOne()
    {
        var passes = string.Concat(Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? '+' : '-'));
        var one = Assert.Single(Scorer.Score(Executions("java", passes)).Scores).PassAt[1];
        var ten = Assert.Single(Scorer.Score(Enumerable.Range(0, 10).SelectMany(i => Executions($"l{i}", passes))).Averages!).PassAt1;
        Assert.Equal(one.Low, ten.Low, 12);
        Assert.Equal(one.High, ten.High, 12);
    }

    // java 2 of 4 = 0.5, lua 1 of 2 = 0.5: a language with fewer problems counts as much.
    [Fact]
    public void Average_OfUnequalProblems_WeighsLanguagesAlike()
    {
        var average = Assert.Single(Scorer.Score([.. Executions("java", "+-+-"), .. Executions("lua", "-+")]).Averages!);
        Assert.Equal((4, 0.5), (average.Problems, average.PassAt1.Value));
        Assert.True(average.PassAt1.Low < 0.5 && average.PassAt1.High > 0.5);
    }

    // Problems of all difficulties; the second language has the first few of them, and each is as hard in both. Seeds are fixed.
    [Theory]
    [InlineData(160, 10, 0.5)]
    [InlineData(160, 10, 0.2)]
    [InlineData(160, 40, 0.5)]
    [InlineData(100, 100, 0.3)]
    public void Average_OfUnequalLanguages_IsHeldByItsInterval(int many, int few, double score)
    {
        const int Trials = 2000;
        var random = new Random(many + few);
        var held = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            // A half of the problems is decided, the other half is not.
            double[] chances = [.. Enumerable.Range(0, many).Select(_ => random.NextDouble() < 0.5 ? (random.NextDouble() < score ? 1 : 0) : score)];
            var average = Assert.Single(Scorer.Score([.. Executions("java", Draw(chances)), .. Executions("lua", Draw(chances[..few]))]).Averages!).PassAt1;
            held += average.Low <= score && score <= average.High ? 1 : 0;
        }

        Assert.InRange(held / (double)Trials, 0.88, 1);

        string Draw(double[] chances) => string.Concat(chances.Select(chance => random.NextDouble() < chance ? '+' : '-'));
    }

    // 8 of 10 in one language and 40 of 160 in the other: half of each one's own variance, not that of 160 problems.
    [Fact]
    public void Average_OfUnequalLanguages_HasAWiderHalfWidth()
    {
        var average = Assert.Single(Scorer.Score([.. Executions("java", string.Concat(Enumerable.Repeat("+---", 40))), .. Executions("lua", "++++++++--")]).Averages!).PassAt1;
        Assert.InRange(average.HalfWidth, 0.1, 0.2);
        Assert.InRange(average.High - average.Low, 0.2, 0.4);
    }

    [Fact]
    public void Suite_InOneLanguageThatHasVerdicts_HasNoAverage()
    {
        Assert.Null(Scorer.Score([.. Executions("java", "+-"), .. Executions("lua", "ff")]).Averages);
    }

    [Fact]
    public void Table_HasARowForTheAverage_AndAColumnForPassHat()
    {
        var table = ScoreTable.Of(Scorer.Score([.. Executions("java", "+-"), .. Executions("lua", "+-"), .. Executions("java", "+-", sample: 1), .. Executions("lua", "--", sample: 1)]));
        Assert.Contains("pass^2", table.Columns);
        Assert.Equal(["java", "lua", "average of 2"], table.Rows.Select(row => row[1]));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        Assert.Equal(["50.0", "0.0", "-"], table.Rows.Select(row => row[^2]));
        Assert.Equal("37.5", table.Rows[2][4]);
    }

    private static IEnumerable<Execution> Executions(string language, string passes, int sample = 0) => passes.Select((letter, i) => new Execution(
        "s",
        language,
        $"t/{i}",
        sample,
        new Outcome { Verdict = letter switch { '+' => Verdict.Passed, 'f' => Verdict.SandboxFault, _ => Verdict.WrongAnswer } }));
}
