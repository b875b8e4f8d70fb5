using System.Numerics;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Scores;

public sealed class PassHatKTests
{
    // By hand: C(3,2) / C(5,2) = 3/10; C(3,3) / C(5,3) = 1/10.
    [Fact]
    public void Estimates_ByHand_AreTheseValues()
    {
        double[] expected = [0.6, 0.3, 0.1, 0, 0];
        Assert.All(PassHatK.Estimates(5, 3, 5).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 12));
    }

    [Theory]
    [InlineData(20, 13)]
    [InlineData(10_000, 9_990)]
    [InlineData(10_000, 1)]
    [InlineData(10_000, 10_000)]
    [InlineData(10_000, 0)]
    public void Estimates_OfManySamples_AreTheBinomialsOwn(int samples, int correct)
    {
        var (hat, at) = (PassHatK.Estimates(samples, correct, samples), PassAtK.Estimates(samples, correct, samples));
        foreach (var k in (int[])[1, 2, 7, 20, 100, 5000, samples])
        {
            if (k <= samples)
            {
                var all = Choose(samples, k);
                Assert.Equal(Ratio(Choose(correct, k), all), hat[k - 1], 9);
                Assert.Equal(1 - Ratio(Choose(samples - correct, k), all), at[k - 1], 9);
            }
        }
    }

    private static BigInteger Choose(int n, int k)
    {
        if (k > n)
        {
            return 0;
        }

        var result = BigInteger.One;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
        {
            result = result * (n - i + 1) / i;
        }

        return result;
    }

    // To eighteen digits, of numbers that no double holds.
    private static double Ratio(BigInteger a, BigInteger b) => (double)(a * BigInteger.Pow(10, 18) / b) / 1e18;
}
