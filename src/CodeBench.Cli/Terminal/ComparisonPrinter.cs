using System.Text.Json;
using CodeBench.Core.Comparisons;
using CodeBench.Core.Executions;
using CodeBench.Core.Reports;

namespace CodeBench.Cli.Terminal;

/// <summary>Shows a comparison: tables for people, or the document for scripts.</summary>
internal static class ComparisonPrinter
{
    // More of them fill a screen, and are in the document.
    private const int MostFlips = 12;

    /// <summary>Prints it on standard output.</summary>
    public static void Print(Screen screen, ComparisonSheet sheet, bool json)
    {
        if (json)
        {
            screen.Print(JsonSerializer.Serialize(sheet, ResultJson.Document));
            return;
        }

        screen.Out.Write(ResultTable.Of(ComparisonTable.Columns, ComparisonTable.Of(sheet).Rows));
        screen.Print(ComparisonTable.Legend);
        foreach (var row in sheet.Comparisons.Where(row => row.Flips.Count > 0))
        {
            screen.Print($"{row.Suite} ({row.Language}), passed of samples in A and in B: {FlipsOf(row)}");
        }

        foreach (var remark in ComparisonTable.RemarksOf(sheet))
        {
            screen.Print(remark);
        }

        foreach (var difference in sheet.Differences)
        {
            screen.Print($"Not comparable, and compared all the same: {difference}.");
        }

        screen.Print($"A: {sheet.A}");
        screen.Print($"B: {sheet.B}");
    }

    private static string FlipsOf(SuiteComparison row)
    {
        var shown = row.Flips.Take(MostFlips).Select(flip => $"{flip.TaskId} {flip.A.Passed}/{flip.A.Samples} {flip.B.Passed}/{flip.B.Samples}");
        return string.Join(", ", shown) + (row.Flips.Count > MostFlips ? $" and {row.Flips.Count - MostFlips} more (--json has all)" : "");
    }
}
