using CodeBench.Training.Learning;

namespace CodeBench.Training.Tests;

public sealed class LearningRateTests
{
    [Fact]
    public void At_AllSteps_ClimbsThenFallsAndStaysOverZero()
    {
        var rates = Enumerable.Range(0, 200).Select(step => LearningRate.At(step, 200, 0.01)).ToList();
        Assert.All(rates, rate => Assert.InRange(rate, 0.0004, 0.01));
        Assert.Equal(0.01, rates[10], 9);
        Assert.Equal(rates.Take(11).Order(), rates.Take(11));
        Assert.Equal(rates.Skip(10).OrderDescending(), rates.Skip(10));
    }

    [Fact]
    public void At_OneStepOnly_IsOverZero() => Assert.True(LearningRate.At(0, 1, 0.01) > 0);
}
