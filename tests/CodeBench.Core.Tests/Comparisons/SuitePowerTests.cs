using CodeBench.Core.Comparisons;

namespace CodeBench.Core.Tests.Comparisons;

public sealed class SuitePowerTests
{
    // By hand, roughly: two scores of 0.5 on 164 problems differ by sqrt(2 * 0.25 / 164) = 0.055; 1.645 + 0.842 = 2.49 of these are 0.137.
    [Fact]
    public void Drop_FromScoresAlone_IsNearTheTextbooks() => Assert.InRange(new SuitePower(164, 1, 0.5, 0.05).DropFromScores(), 0.13, 0.16);

    [Fact]
    public void Drop_IsSmallerWithMoreProblems_MoreSamples_AndABaselineThatAgrees()
    {
        var one = new SuitePower(164, 1, 0.3, 0.05);
        var many = one with { Samples = 20 };
        Assert.True((one with { Problems = 1000 }).DropFromRun(0.5, 0) < one.DropFromRun(0.5, 0));
        Assert.True(many.DropFromRun(0.5, 0) < one.DropFromRun(0.5, 0));
        Assert.True(many.DropFromRun(0.5, 0.8) < many.DropFromRun(0.5, 0));
        Assert.True(many.DropFromRun(0, 0) < many.DropFromRun(0.5, 0));
    }

    [Fact]
    public void Samples_OfDecidedProblems_TellNoMore() =>
        Assert.Equal(new SuitePower(164, 1, 0.3, 0.05).DropFromRun(1, 0), new SuitePower(164, 20, 0.3, 0.05).DropFromRun(1, 0), 12);

    // A gate cannot know more of a scores.json than its numbers of problems: what is promised beforehand is what it says afterwards.
    [Fact]
    public void Drop_FromScoresAlone_IsTheGates_HoweverManySamplesThereAre()
    {
        var gate = new ScoreDifference(0.3, 164, 0.3, 164, Correlation: 0).Noticeable(allowed: 0, alpha: 0.05);
        Assert.Equal(gate, new SuitePower(164, 1, 0.3, 0.05).DropFromScores(), 12);
        Assert.Equal(gate, new SuitePower(164, 20, 0.3, 0.05).DropFromScores(), 12);
    }
}
