using System.Globalization;
using CodeBench.Core.Comparisons;
using CodeBench.Core.Scores;

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

    /// <summary>What the table does not show: problems that are left out, and suites and languages that are not compared.</summary>
    public static IReadOnlyList<string> RemarksOf(ComparisonSheet sheet) =>
    [
        .. from row in sheet.Comparisons
           where row.LeftOut > 0
           select $"{row.Suite} ({row.Language}): {row.LeftOut} problems lack a verdict in one of the runs and are left out.",
        .. (sheet.NotCompared ?? []).Select(what => $"Not compared: {what}."),
    ];

    private static string[] CellsOf(SuiteComparison row) =>
    [
        row.Suite,
        row.Language,
        row.Problems.ToString(CultureInfo.InvariantCulture),
        ScoreText.Percent(row.A),
        ScoreText.Percent(row.B),
        ScoreText.Points(row.Difference),
        $"{ScoreText.Points(row.Low)} to {ScoreText.Points(row.High)}",
        ScoreText.Probability(row.P),
        ScoreText.Probability(row.PHolm),
        row.Flips.Count(flip => flip.Difference() > 0).ToString(CultureInfo.InvariantCulture),
        row.Flips.Count(flip => flip.Difference() < 0).ToString(CultureInfo.InvariantCulture),
    ];
}
