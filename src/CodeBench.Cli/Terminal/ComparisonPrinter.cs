using System.Globalization;
using System.Text.Json;
using CodeBench.Core.Comparisons;
using CodeBench.Core.Executions;

namespace CodeBench.Cli.Terminal;

/// <summary>Shows a comparison: tables for people, or the document for scripts.</summary>
internal static class ComparisonPrinter
{
    // More of them fill a screen, and are in the document.
    private const int MostFlips = 12;

    private static readonly string[] Columns = ["suite", "language", "problems", "A", "B", "difference", "interval", "p", "p of all", "better", "worse"];

    /// <summary>Prints it on standard output.</summary>
    public static void Print(Screen screen, ComparisonSheet sheet, bool json)
    {
        if (json)
        {
            screen.Print(JsonSerializer.Serialize(sheet, ResultJson.Document));
            return;
        }

        screen.Out.Write(ResultTable.Of(Columns, sheet.Comparisons.Select(CellsOf)));
        screen.Print("pass@1 in per cent; difference is B less A in points, with its 95 % interval; p is how often chance alone makes as large a one, p of all with all rows taken together.");
        foreach (var row in sheet.Comparisons.Where(row => row.Flips.Count > 0))
        {
            screen.Print($"{row.Suite} ({row.Language}), passed of samples in A and in B: {FlipsOf(row)}");
        }

        foreach (var row in sheet.Comparisons.Where(row => row.LeftOut > 0))
        {
            screen.Print($"{row.Suite} ({row.Language}): {row.LeftOut} problems lack a verdict in one of the runs and are left out.");
        }

        foreach (var difference in sheet.Differences)
        {
            screen.Print($"Not comparable, and compared all the same: {difference}.");
        }

        screen.Print($"A: {sheet.A}");
        screen.Print($"B: {sheet.B}");
    }

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

    private static string FlipsOf(SuiteComparison row)
    {
        var shown = row.Flips.Take(MostFlips).Select(flip => $"{flip.TaskId} {flip.A.Passed}/{flip.A.Samples} {flip.B.Passed}/{flip.B.Samples}");
        return string.Join(", ", shown) + (row.Flips.Count > MostFlips ? $" and {row.Flips.Count - MostFlips} more (--json has all)" : "");
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Points(double difference) => (100 * difference).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static string Probability(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);
}
