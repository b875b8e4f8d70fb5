using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Scores;

public sealed class SpreadTests
{
    [Fact]
    public void Test_TwoVariants_IsMcNemars()
    {
        // 7 problems that one variant alone passes, 1 that the other alone passes, 20 on which they agree: p = 2 (1 + 8) / 2^8.
        double[][] rows = [.. Rows(7, 1, 0), [0, 1], .. Rows(20, 1, 1)];
        var (p, byChance) = Test(rows);

        Assert.Equal(18 / 256.0, p, 0.01);

        // The mean of |2 X - 8| over tosses of 8 coins is 560 / 256.
        Assert.Equal(560 / 256.0 / 28, byChance, 0.002);
    }

    [Fact]
    public void Test_ThreeVariantsWithSeveralSamples_IsTheShareOfAllOrders()
    {
        double[][] rows = [[0, 0.5, 1], [0.25, 0.5, 0.5], [0, 0, 1], [0.5, 0, 0.25]];
        var orders = Enumerate(rows, 0).ToList();
        Assert.Equal(1296, orders.Count);
        var seen = Squares(Sums(rows));
        var (p, byChance) = Test(rows);

        Assert.Equal(orders.Count(sums => Squares(sums) >= seen - 1e-9) / 1296.0, p, 0.015);
        Assert.Equal(orders.Average(sums => sums.Max() - sums.Min()) / 4, byChance, 0.005);
    }

    [Fact]
    public void Test_NothingDiffers_IsChance() => Assert.Equal((1, 0), Test([[1, 1, 1], [0.5, 0.5, 0.5]]));

    [Fact]
    public void Test_WhereVariantsDoNotMatter_SaysSoNotTooRarely()
    {
        var random = new Random(5);
        var alarms = Enumerable.Range(0, 200)
            .Count(_ => Test([.. Enumerable.Range(0, 30).Select(_ => random.NextDouble()).Select(share => Enumerable.Range(0, 4).Select(_ => random.NextDouble() < share ? 1.0 : 0.0).ToArray())]).P <= 0.05);

        // Of 200 at 5 %: 10 are expected, more than 19 are seen once in 300 times.
        Assert.InRange(alarms, 1, 19);
    }

    [Fact]
    public void Of_SuitesWithVariants_HasTheProblemsThatAllHaveAVerdictOf()
    {
        Execution[] executions =
        [
            .. Executions("s@v~b-one", "ab", "+-"), .. Executions("s@v", "abc", "++-"), .. Executions("s@v~a-two", "abc", "-+f"), .. Executions("t", "a", "+"),
        ];
        var spread = Assert.Single(SpreadFinder.Of(executions)!);

        Assert.Equal(("s@v", "python", 2), (spread.Suite, spread.Language, spread.Problems));
        Assert.Equal([new VariantScore("baseline", 1), new VariantScore("a-two", 0.5), new VariantScore("b-one", 0.5)], spread.Variants);
        Assert.Equal((0.5, 1.0, 0.5), (spread.Least, spread.Most, spread.Spread));
        Assert.Equal(2 / 3.0, spread.Mean, 12);
        Assert.Equivalent(spread, Assert.Single(SpreadFinder.Of(executions.Reverse())!));
    }

    [Fact]
    public void Of_SuitesWithoutVariants_IsNothing()
    {
        Assert.Null(SpreadFinder.Of(Executions("s", "ab", "+-")));
        Assert.Null(SpreadFinder.Of([.. Executions("s", "a", "+"), .. Executions("s~v", "b", "+")]));
    }

    [Fact]
    public void Of_PartsOfASuite_HaveASpreadOfTheirOwn()
    {
        Execution[] executions = [.. Executions("s+", "a", "-"), .. Executions("s+base", "a", "+"), .. Executions("s+~v", "a", "-"), .. Executions("s+base~v", "a", "-")];

        Assert.Equal([("s+", 0.0), ("s+base", 1.0)], SpreadFinder.Of(executions)!.Select(spread => (spread.Suite, spread.Spread)));
    }

    [Fact]
    public void Of_SeveralSuites_HavePsThatAreAdjustedTogether()
    {
        Execution[] executions =
        [
            .. Executions("one", "abcdefgh", "++++++++"), .. Executions("one~v", "abcdefgh", "--------"), .. Executions("two", "abcdefgh", "++++++++"), .. Executions("two~v", "abcdefgh", "+---++++"),
        ];
        var spreads = SpreadFinder.Of(executions)!;
        Assert.Equal(2 * spreads[0].P, spreads[0].PHolm, 12);
        Assert.Equal(spreads[1].P, spreads[1].PHolm, 12);
        Assert.True(spreads[0].P < spreads[1].P);
        Assert.Equal(spreads[0].P, Assert.Single(SpreadFinder.Of(executions[..16])!).PHolm);
    }

    private static IEnumerable<double[]> Rows(int count, params double[] row) => Enumerable.Repeat(row, count);

    private static (double P, double ByChance) Test(double[][] rows) => new SpreadTest(new Random(1)).Test(rows);

    private static IEnumerable<double[]> Enumerate(double[][] rows, int from)
    {
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        return from == rows.Length
            ? [Sums(rows)]
            : orders.SelectMany(order => Enumerate([.. rows.Select((row, i) => i == from ? [.. order.Select(place => row[place])] : row)], from + 1));
    }

    private static double[] Sums(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Sum(row => row[column]))];

    private static double Squares(double[] sums) => sums.Sum(sum => sum * sum);

    /// <summary>An execution of each task: + passed, - wrong, f a sandbox fault.</summary>
    private static IEnumerable<Execution> Executions(string suite, string tasks, string verdicts) => tasks.Zip(verdicts, (task, sign) => new Execution(
        suite, "python", task.ToString(), 0, new Outcome { Verdict = sign switch { '+' => Verdict.Passed, '-' => Verdict.WrongAnswer, _ => Verdict.SandboxFault } }));
}
