using CodeBench.Core.Contamination;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Tests.Contamination;

public sealed class GainSweepTests
{
    [Fact]
    public void Gain_IsTheScoreLessThatOfTheCleanOnes_ByHand()
    {
        // Six contaminated, all of them solved; two of six clean ones.
        List<ScoredOverlap> problems = [.. Enumerable.Range(0, 6).Select(_ => Of(0.9, 1)), .. Enumerable.Range(0, 6).Select(i => Of(0.1, i < 2 ? 1 : 0))];
        var split = Assert.Single(Sweep(problems));
        Assert.Equal((0.9, 6, 6), (split.Threshold, split.Contaminated, split.Clean));
        Assert.Equal((1.0, 1 / 3.0), (split.ContaminatedScore, split.CleanScore));
        Assert.Equal((8 / 12.0) - (2 / 6.0), split.Gain, 12);

        // Half of Newcombe's interval of 1 - 1/3 with six to either side: Wilson has 0.6097 to 1 and 0.0968 to 0.7000.
        Assert.Equal(((2 / 3.0) - Math.Sqrt(Math.Pow(1 - 0.6097, 2) + Math.Pow(0.7 - (1 / 3.0), 2))) / 2, split.Low, 3);
        Assert.Equal(((2 / 3.0) + ((1 / 3.0) - 0.0968)) / 2, split.High, 3);

        // Of the 12!/(6! 6!) = 924 ways to choose six, 28 have all of the six chosen passing: C(8,6); and by symmetry C(8,2) = 28 leave as many out.
        Assert.Equal(56 / 924.0, split.P, 0.01);
    }

    [Fact]
    public void Splits_AreAtTheSharesThatThereAre_WithEnoughProblemsToEitherSide()
    {
        var problems = Enumerable.Range(0, 12).Select(i => Of(i / 3 / 10.0, i % 2)).ToList();
        Assert.Equal([0.2], Sweep(problems).Select(split => split.Threshold)); // 3 and 9 are too few, 6 are not
        Assert.Empty(Sweep([.. problems.Take(9)]));
        Assert.Empty(Sweep([]));
    }

    [Fact]
    public void Sweep_OfScoresThatAreAllAlike_SaysNothing() =>
        Assert.All(Sweep([.. Enumerable.Range(0, 40).Select(i => Of(i / 40.0, 1))]), split => Assert.Equal((0.0, 1.0), (split.Gain, split.P)));

    [Fact]
    public void Sweep_FindsAGainThatIsThere_AndNamesTheThreshold()
    {
        // Where half is covered, everything is solved; else one in five.
        List<ScoredOverlap> problems = [.. Enumerable.Range(0, 100).Select(i => Of(i / 100.0, i is >= 50 or < 10 ? 1 : 0))];
        var row = Row(Sweep(problems)).Among(1);
        Assert.Equal(0.5, row.Threshold);
        Assert.True(row.Shown()!.P < 0.001);
    }

    [Fact]
    public void Loss_IsNoGain()
    {
        List<ScoredOverlap> problems = [.. Enumerable.Range(0, 40).Select(i => Of(i < 20 ? 0 : 1, i < 20 ? 1 : 0))];
        var row = Row(Sweep(problems)).Among(1);
        Assert.Null(row.Threshold);
        Assert.Equal(-0.5, row.Shown()!.Gain);
    }

    [Fact]
    public void PValues_CountForAllRows()
    {
        List<ScoredOverlap> problems = [.. Enumerable.Range(0, 6).Select(_ => Of(0.9, 1)), .. Enumerable.Range(0, 8).Select(i => Of(0.1, i < 2 ? 1 : 0))];
        var row = Row(Sweep(problems));
        var p = row.Splits![0].P;
        Assert.InRange(p, 0.005, 0.049);
        Assert.NotNull(row.Among(1).Threshold);
        Assert.Null(row.Among(20).Threshold);
        Assert.Equal(Math.Min(1, 20 * p), row.Among(20).Splits![0].PAll);
    }

    private static ScoredOverlap Of(double share, int passed) => new(share, new PassedSamples(1, passed));

    private static IReadOnlyList<SplitGain> Sweep(IReadOnlyList<ScoredOverlap> problems) => new GainSweep(new Random(7)).Sweep(problems);

    private static SuiteContamination Row(IReadOnlyList<SplitGain> splits) => new()
    {
        Suite = "s",
        Language = "l",
        Problems = 0,
        TooShort = 0,
        Matched = 0,
        MeanShare = 0,
        Splits = splits,
        Overlaps = [],
    };
}
