using CodeBench.Core.Comparisons;

namespace CodeBench.Core.Reports;

/// <summary>The problems of one suite in one language with which two runs fared differently.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Language">The language.</param>
/// <param name="Rows">The problems: the largest differences first.</param>
public sealed record FlipTable(string Suite, string Language, IReadOnlyList<FlipRow> Rows)
{
    /// <summary>The table of a comparison.</summary>
    public static FlipTable Of(SuiteComparison row) =>
        new(row.Suite, row.Language, [.. row.Flips.Select(flip => new FlipRow(row.Suite, row.Language, flip))]);
}
