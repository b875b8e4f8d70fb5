using CodeBench.Core.Comparisons;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Comparisons;

public sealed class ScoreDifferenceTests
{
    [Fact]
    public void Interval_OfOneSampleEach_IsNewcombes()
    {
        // His example of 36, 12, 2 and 0 pairs: 0.0569 to 0.3404 (method 10).
        var (low, high) = ScoreDifference.Of(Pairs(both: 36, onlyB: 12, onlyA: 2, none: 0)).IntervalAt(1.96);
        Assert.Equal(0.0569, low, 4);
        Assert.Equal(0.3404, high, 4);
    }

    [Theory]
    [InlineData(80, 0, 0, 84)]
    [InlineData(164, 0, 0, 0)]
    [InlineData(0, 0, 0, 164)]
    [InlineData(0, 164, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(20, 30, 50, 64)]
    public void Interval_OfAnything_HoldsTheDifferenceAndHasAWidth(int both, int onlyB, int onlyA, int none)
    {
        var pairs = Pairs(both, onlyB, onlyA, none);
        var (low, high) = ScoreDifference.Of(pairs).IntervalAt(1.96);
        Assert.InRange(pairs.Average(pair => pair.Difference()), low, high);
        Assert.InRange(low, -1, 1);
        Assert.InRange(high, -1, 1);
        Assert.True(high > low);
    }

    [Fact]
    public void Interval_OfMoreSamples_IsNarrower()
    {
        var random = new Random(3);
        double[] chances = [.. Enumerable.Range(0, 164).Select(_ => random.NextDouble())];
        Assert.True(Width(20) < 0.8 * Width(1));

        double Width(int samples)
        {
            var (low, high) = ScoreDifference.Of([.. chances.Select(chance => new PairedProblem("t", Draw(chance, samples), Draw(chance, samples)))]).IntervalAt(1.96);
            return high - low;
        }

        PassedSamples Draw(double chance, int samples) => new(samples, Enumerable.Range(0, samples).Count(_ => random.NextDouble() < chance));
    }

    private static List<PairedProblem> Pairs(int both, int onlyB, int onlyA, int none) =>
        [.. Of(both, 1, 1), .. Of(onlyB, 0, 1), .. Of(onlyA, 1, 0), .. Of(none, 0, 0)];

    private static IEnumerable<PairedProblem> Of(int count, int a, int b) =>
        Enumerable.Repeat(new PairedProblem("t", new PassedSamples(1, a), new PassedSamples(1, b)), count);
}
