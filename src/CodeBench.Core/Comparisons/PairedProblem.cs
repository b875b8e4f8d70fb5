using CodeBench.Core.Scores;

namespace CodeBench.Core.Comparisons;

/// <summary>A problem as two runs fared with it.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="A">The first run.</param>
/// <param name="B">The second run.</param>
public sealed record PairedProblem(string TaskId, PassedSamples A, PassedSamples B)
{
    /// <summary>B less A: from -1 to 1.</summary>
    public double Difference() => B.Share() - A.Share();
}
