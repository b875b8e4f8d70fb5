using System.Globalization;
using CodeBench.Core.Comparisons;

namespace CodeBench.Core.Reports;

/// <summary>A comparison as a table of texts: the same cells in a terminal and in HTML.</summary>
/// <param name="Rows">A row for each suite and language.</param>
public sealed record ComparisonTable(IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>What the cells mean, for people.</summary>
    public const string Legend = "pass@1 in per cent; difference is B less A in points, with its 95 % interval; "
        + "p is how often chance alone makes as large a one, p of all with all rows taken together.";

    /// <summary>The columns' titles.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["suite", "language", "problems", "A", "B", "difference", "interval", "p", "p of all", "better", "worse"];

    /// <summary>Makes the table.</summary>
    public static ComparisonTable Of(ComparisonSheet sheet) => new([.. sheet.Comparisons.Select(CellsOf)]);

    private static string[] CellsOf(SuiteComparison row) =>
    [
        row.Suite,
        row.Language,
        row.Problems.ToString(CultureInfo.InvariantCulture),
        Percent(row.A),
        Percent(row.B),
        Points(row.Difference),
        $"{Points(row.Low)} to {Points(row.High)}",
        Probability(row.P),
        Probability(row.PHolm),
        row.Flips.Count(flip => flip.Difference() > 0).ToString(CultureInfo.InvariantCulture),
        row.Flips.Count(flip => flip.Difference() < 0).ToString(CultureInfo.InvariantCulture),
    ];

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Points(double difference) => (100 * difference).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static string Probability(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);
}
