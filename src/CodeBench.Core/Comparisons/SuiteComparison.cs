using CodeBench.Core.Scores;

namespace CodeBench.Core.Comparisons;

/// <summary>Two runs on one suite in one language: pass@1, problem by problem.</summary>
public sealed record SuiteComparison
{
    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>How many problems have a verdict in both runs.</summary>
    public required int Problems { get; init; }

    /// <summary>How many problems lack one in either, for sandbox faults: these are not compared.</summary>
    public required int LeftOut { get; init; }

    /// <summary>The first run's score on these problems, a share from 0 to 1.</summary>
    public required double A { get; init; }

    /// <summary>The second run's score on them.</summary>
    public required double B { get; init; }

    /// <summary>B less A.</summary>
    public required double Difference { get; init; }

    /// <summary>Lower end of its 95 % interval (<see cref="ScoreDifference"/>).</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>How often chance alone would make as large a difference (<see cref="PairedTest"/>).</summary>
    public required double P { get; init; }

    /// <summary>The same with all rows of the comparison taken together (<see cref="HolmAdjustment"/>).</summary>
    public required double PHolm { get; init; }

    /// <summary>The problems with which the runs fared differently: the largest differences first, those that B lost before those that it won.</summary>
    public required IReadOnlyList<PairedProblem> Flips { get; init; }
}
