using CodeBench.Core.Comparisons;

namespace CodeBench.Core.Tests.Comparisons;

public sealed class SuitePowerTests
{
    // By hand, roughly: two scores of 0.5 on 164 problems differ by sqrt(2 * 0.25 / 164) = 0.055; 1.645 + 0.842 = 2.49 of these are 0.137.
    [Fact]
    public void Drop_FromScoresAlone_IsNearTheTextbooks() => Assert.InRange(new SuitePower(164, 1, 0.5, 0.05).Drop(0.5, 0), 0.13, 0.16);

    [Fact]
    public void Drop_IsSmallerWithMoreProblems_MoreSamples_AndABaselineThatAgrees()
    {
        var one = new SuitePower(164, 1, 0.3, 0.05);
        var many = one with { Samples = 20 };
        Assert.True((one with { Problems = 1000 }).Drop(0.5, 0) < one.Drop(0.5, 0));
        Assert.True(many.Drop(0.5, 0) < one.Drop(0.5, 0));
        Assert.True(many.Drop(0.5, 0.8) < many.Drop(0.5, 0));
        Assert.True(many.Drop(0, 0) < many.Drop(0.5, 0));
    }

    [Fact]
    public void Samples_OfDecidedProblems_TellNoMore() =>
        Assert.Equal(new SuitePower(164, 1, 0.3, 0.05).Drop(1, 0), new SuitePower(164, 20, 0.3, 0.05).Drop(1, 0), 12);
}
