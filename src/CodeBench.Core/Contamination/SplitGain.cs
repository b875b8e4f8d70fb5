namespace CodeBench.Core.Contamination;

/// <summary>What a run gains by the problems that a threshold calls contaminated.</summary>
public sealed record SplitGain
{
    /// <summary>T_D: a problem is contaminated if at least this share of its tokens is covered. It is the smallest share among those that are.</summary>
    public required double Threshold { get; init; }

    /// <summary>How many problems are contaminated.</summary>
    public required int Contaminated { get; init; }

    /// <summary>How many are clean.</summary>
    public required int Clean { get; init; }

    /// <summary>pass@1 of the contaminated ones, a share from 0 to 1.</summary>
    public required double ContaminatedScore { get; init; }

    /// <summary>pass@1 of the clean ones.</summary>
    public required double CleanScore { get; init; }

    /// <summary>The estimated performance gain: pass@1 of all less that of the clean ones, from -1 to 1.</summary>
    public required double Gain { get; init; }

    /// <summary>The lower end of its 95 % interval, as if this were the only threshold.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end.</summary>
    public required double High { get; init; }

    /// <summary>How often chance alone makes any threshold look like this one or worse, from 0 to 1.</summary>
    public required double P { get; init; }

    /// <summary>The same with all suites and languages of the document taken together.</summary>
    public required double PAll { get; init; }
}
