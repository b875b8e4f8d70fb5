using CodeBench.Core.Completions;
using CodeBench.Generation.Sampling;

namespace CodeBench.Generation.Tests;

public sealed class SamplingTests
{
    private static readonly float[] Logits = [1, 3, 2, 3];

    [Fact]
    public void Draw_AtTemperatureZero_IsTheFirstOfTheLikeliest()
    {
        var sampler = new TokenSampler(new SamplingOptions { Temperature = 0 });
        Assert.Equal(1, sampler.Draw(Logits, new SampleRandom(1, "a", 0)));
    }

    [Theory]
    [InlineData(0, 1.0, 4)]
    [InlineData(3, 1.0, 3)]
    [InlineData(0, 0.5, 2)]
    [InlineData(1, 0.9, 1)]
    public void Candidates_AreThoseOfTopKAndTopP(int topK, double topP, int expected)
    {
        var sampler = new TokenSampler(new SamplingOptions { Temperature = 1, TopK = topK, TopP = topP });
        Assert.Equal(((int[])[1, 3, 2, 0])[..expected], sampler.Candidates(Logits).Tokens);
    }

    [Fact]
    public void Draws_FollowTheirProbabilities()
    {
        var sampler = new TokenSampler(new SamplingOptions { Temperature = 1 });
        var random = new SampleRandom(7, "p", 0);
        var counts = new int[4];
        const int Draws = 20_000;
        for (var i = 0; i < Draws; i++)
        {
            counts[sampler.Draw(Logits, random)]++;
        }

        var weights = Logits.Select(logit => Math.Exp(logit)).ToList();
        var distance = counts.Zip(weights, (count, weight) =>
        {
            var expected = Draws * weight / weights.Sum();
            return (count - expected) * (count - expected) / expected;
        }).Sum();
        Assert.InRange(distance, 0, 16.27); // the 99.9 % point of chi-square with 3 degrees of freedom
    }

    [Fact]
    public void Random_DependsOnSeedPromptAndSampleAlone()
    {
        Assert.Equal(new SampleRandom(1, "a", 2).Next(), new SampleRandom(1, "a", 2).Next());
        double[] numbers = [.. new[] { (1L, "a", 2), (2L, "a", 2), (1L, "b", 2), (1L, "a", 3), (12L, "a", 2) }.Select(item => new SampleRandom(item.Item1, item.Item2, item.Item3).Next())];
        Assert.Equal(5, numbers.Distinct().Count());
    }
}
