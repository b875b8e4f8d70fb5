using CodeBench.Core.Comparisons;
using CodeBench.Core.Reports.Samples;

namespace CodeBench.Core.Reports;

/// <summary>Two runs beside each other, with all their samples.</summary>
/// <param name="Sheet">What the comparison found.</param>
/// <param name="A">The first run's samples.</param>
/// <param name="B">The second run's.</param>
public sealed record ComparisonReport(ComparisonSheet Sheet, RunSamples A, RunSamples B)
{
    /// <summary>What was compared, for titles.</summary>
    public string Title => $"{A.Name} → {B.Name}";

    /// <summary>The flips that are listed above the samples, of each suite and language.</summary>
    public IReadOnlyList<FlipTable> Flips => [.. Sheet.Comparisons.Where(row => row.Flips.Count > 0).Select(FlipTable.Of)];
}
