using CodeBench.Generation.Sampling;

namespace CodeBench.Generation.Tests.Sampling;

public sealed class SampleRandomTests
{
    [Fact]
    public void Random_DependsOnSeedPromptAndSampleAlone()
    {
        Assert.Equal(new SampleRandom(1, "a", 2).Next(), new SampleRandom(1, "a", 2).Next());
        double[] numbers = [.. new[] { (1L, "a", 2), (2L, "a", 2), (1L, "b", 2), (1L, "a", 3), (12L, "a", 2) }.Select(item => new SampleRandom(item.Item1, item.Item2, item.Item3).Next())];
        Assert.Equal(5, numbers.Distinct().Count());
    }
}
