using CodeBench.Core.Comparisons;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Comparisons;

public sealed class PairedTestTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(6, 0, 0.03125)] // 2 / 2^6
    [InlineData(8, 2, 0.109375)] // 2 (1 + 10 + 45) / 2^10
    [InlineData(5, 5, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(13, 3, 0.021270751953125)] // 2 (1 + 16 + 120 + 560) / 2^16
    public void PValue_OfOneSampleEach_IsMcNemarsExactTest(int won, int lost, double expected)
    {
        PairedProblem[] problems = [.. Of(won, 0, 1), .. Of(lost, 1, 0), .. Of(30, 1, 1), .. Of(40, 0, 0)];
        Assert.Equal(expected, PairedTest.PValue(problems), 12);
    }

    [Fact]
    public void PValue_OfSeveralSamples_CountsAllExchanges()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var problems = Enumerable.Range(0, 1 + (seed % 11)).Select(i => Any(random, 1 + random.Next(8), 1 + random.Next(8))).ToList();
            Assert.Equal(ByTrying(problems), PairedTest.PValue(problems), 9);
        }
    }

    [Fact]
    public void PValue_WhereNoCommonShareIsFineEnough_IsNear()
    {
        var random = new Random(4);
        int[] samples = [997, 991, 983, 977, 971, 967, 953, 947, 941, 937];
        var problems = samples.Select((count, i) => Any(random, count, samples[^(i + 1)])).ToList();
        Assert.Equal(ByTrying(problems), PairedTest.PValue(problems), 0.005);
    }

    [Fact]
    public void PValue_OfManyProblemsAndSamples_IsFound()
    {
        var random = new Random(4);
        var problems = Enumerable.Range(0, 500).Select(i => Any(random, 200, 200)).ToList();
        Assert.InRange(PairedTest.PValue(problems), 0.0, 1.0);
        Assert.True(PairedTest.PValue([.. problems.Select(problem => problem with { B = problem.A with { Passed = Math.Min(200, problem.A.Passed + 9) } })]) < 1e-12);
    }

    [Fact]
    public void Holm_OfSeveralTests_IsAsInHisPaper()
    {
        // Steps of 4, 3, 2 and 1 times, and none below the one before.
        Assert.Equal([0.03, 0.06, 0.06, 0.02], HolmAdjustment.Adjust([0.01, 0.03, 0.04, 0.005]), Same);
        Assert.Equal([1, 1], HolmAdjustment.Adjust([0.9, 0.7]), Same);
        Assert.Empty(HolmAdjustment.Adjust([]));
    }

    private static bool Same(double left, double right) => Math.Abs(left - right) < 1e-12;

    // All 2^N exchanges, one by one.
    private static double ByTrying(List<PairedProblem> problems)
    {
        var seen = Math.Abs(problems.Sum(problem => problem.Difference()));
        var all = 1 << problems.Count;
        return (double)Enumerable.Range(0, all).Count(exchange =>
            Math.Abs(problems.Select((problem, i) => ((exchange >> i) & 1) == 0 ? problem.Difference() : -problem.Difference()).Sum()) >= seen - 1e-9) / all;
    }

    private static PairedProblem Any(Random random, int a, int b) =>
        new("t", new PassedSamples(a, random.Next(a + 1)), new PassedSamples(b, random.Next(b + 1)));

    private static IEnumerable<PairedProblem> Of(int count, int a, int b) =>
        Enumerable.Repeat(new PairedProblem("t", new PassedSamples(1, a), new PassedSamples(1, b)), count);
}
