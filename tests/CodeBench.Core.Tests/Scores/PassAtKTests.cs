using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Scores;

public sealed class PassAtKTests
{
    [Theory]
    [InlineData(200, 1, 100, 0.5)]
    [InlineData(20, 5, 10, 0.98374613)]
    [InlineData(10, 3, 1, 0.3)]
    [InlineData(10, 3, 10, 1)]
    [InlineData(10, 0, 10, 0)]
    [InlineData(10, 10, 1, 1)]
    [InlineData(4, 2, 2, 1 - (1 / 6.0))]
    [InlineData(5, 1, 3, 0.6)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 0, 1, 0)]
    public void Estimate_ByHand_IsThatValue(int samples, int correct, int k, double expected) =>
        Assert.Equal(expected, PassAtK.Estimate(samples, correct, k)!.Value, 8);

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(9, 9, 10)]
    public void Estimate_FewerSamplesThanK_IsUndefined(int samples, int correct, int k) =>
        Assert.Null(PassAtK.Estimate(samples, correct, k));

    [Theory]
    [InlineData(5, 6, 1)]
    [InlineData(5, -1, 1)]
    [InlineData(5, 1, 0)]
    public void Estimate_ImpossibleCounts_AreRefused(int samples, int correct, int k) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PassAtK.Estimate(samples, correct, k));

    [Fact]
    public void Estimate_ManySamples_NeitherOverflowsNorLeavesItsRange()
    {
        var estimate = PassAtK.Estimate(100_000, 10, 10_000)!.Value;

        // 1 - (1 - 10000/100000)^10, nearly: drawing without putting back hardly differs here.
        Assert.Equal(1 - Math.Pow(0.9, 10), estimate, 3);
        Assert.InRange(PassAtK.Estimate(1_000_000, 999_999, 1)!.Value, 0.999998, 1);
    }

    [Fact]
    public void Estimate_SmallCounts_AreTheShareOfDrawsWithAPass()
    {
        for (var samples = 1; samples <= 8; samples++)
        {
            for (var correct = 0; correct <= samples; correct++)
            {
                for (var k = 1; k <= samples; k++)
                {
                    var draws = Enumerable.Range(0, 1 << samples).Where(draw => int.PopCount(draw) == k).ToList();
                    var withPass = draws.Count(draw => (draw & ((1 << correct) - 1)) != 0);
                    Assert.Equal((double)withPass / draws.Count, PassAtK.Estimate(samples, correct, k)!.Value, 12);
                }
            }
        }
    }

    [Fact]
    public void Estimates_OfOneSample_AreTheShareToTheLastBit() => Assert.All(
        from samples in Enumerable.Range(1, 60) from correct in Enumerable.Range(0, samples + 1) select (samples, correct),
        of =>
        {
            Assert.Equal((double)of.correct / of.samples, PassAtK.Estimate(of.samples, of.correct, 1)!.Value);
            Assert.Equal((double)of.correct / of.samples, PassAtK.Estimates(of.samples, of.correct, 1)[0]);
        });

    [Fact]
    public void Estimates_AllK_AreThoseOfTheFormula()
    {
        foreach (var correct in (int[])[0, 1, 7, 100, 199, 200])
        {
            var estimates = PassAtK.Estimates(200, correct, 200);
            Assert.All(Enumerable.Range(1, 200), k => Assert.Equal(PassAtK.Estimate(200, correct, k)!.Value, estimates[k - 1], 12));
        }
    }
}
