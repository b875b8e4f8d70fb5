namespace CodeBench.Core.Contamination;

/// <summary>What a corpus has of a suite in a language, and what a run gains by it.</summary>
public sealed record SuiteContamination
{
    /// <summary>The level of "significant".</summary>
    public const double Alpha = 0.05;

    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>How many problems it has.</summary>
    public required int Problems { get; init; }

    /// <summary>How many of these have too few tokens for anything to be found.</summary>
    public required int TooShort { get; init; }

    /// <summary>How many have a prompt that the corpus has word for word.</summary>
    public required int Matched { get; init; }

    /// <summary>The mean share of tokens that are covered, from 0 to 1.</summary>
    public required double MeanShare { get; init; }

    /// <summary>How many problems have a verdict in the run; null without a run.</summary>
    public int? Scored { get; init; }

    /// <summary>The run's pass@1 over these, a share from 0 to 1; null without a run.</summary>
    public double? Score { get; init; }

    /// <summary>T_D, the threshold of <see cref="Splits"/> with the largest significant gain; null where no gain is significant.</summary>
    public double? Threshold { get; init; }

    /// <summary>The gain at each threshold, from the highest to the lowest; null without a run, empty where too few problems are to either side of all.</summary>
    public IReadOnlyList<SplitGain>? Splits { get; init; }

    /// <summary>Each problem's overlap, in the suite's order.</summary>
    public required IReadOnlyList<ProblemOverlap> Overlaps { get; init; }

    /// <summary>The split that is shown: that of <see cref="Threshold"/>, else the one that chance makes least often; null where there is none.</summary>
    public SplitGain? Shown() => Splits?.FirstOrDefault(split => split.Threshold == Threshold) ?? Splits?.MinBy(split => split.P);

    /// <summary>How many problems have at least a share of their tokens covered.</summary>
    /// <param name="share">From above 0 to 1.</param>
    public int CountFrom(double share) => Overlaps.Count(overlap => overlap.Share >= share);

    /// <summary>The same row beside others.</summary>
    /// <param name="rows">How many rows have splits, 1 or more: p-values count for all of them together (Bonferroni).</param>
    public SuiteContamination Among(int rows)
    {
        if (Splits is null)
        {
            return this;
        }

        List<SplitGain> splits = [.. Splits.Select(split => split with { PAll = Math.Min(1, split.P * rows) })];

        // Of equal gains that with the highest threshold, which calls the fewest problems contaminated.
        return this with { Splits = splits, Threshold = splits.Where(split => split.Gain > 0 && split.PAll <= Alpha).MaxBy(split => Math.Round(split.Gain, 9))?.Threshold };
    }
}
