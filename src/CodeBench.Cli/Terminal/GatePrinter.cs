using System.Globalization;
using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Gates;
using CodeBench.Core.Scores;

namespace CodeBench.Cli.Terminal;

/// <summary>Shows what a gate says: a table and one line for people, or the document for scripts.</summary>
internal static class GatePrinter
{
    private static readonly string[] Columns = ["suite", "language", "pass@1", "floor", "baseline", "difference", "interval", "p", "found from", "gate"];

    /// <summary>Prints it on standard output.</summary>
    public static void Print(Screen screen, GateSheet sheet, bool json)
    {
        if (json)
        {
            screen.Print(JsonSerializer.Serialize(sheet, ResultJson.Document));
            return;
        }

        screen.Out.Write(ResultTable.Of(Columns, sheet.Rows.Select(CellsOf)));
        if (sheet.Baseline is not null)
        {
            screen.Print(string.Create(
                CultureInfo.InvariantCulture,
                $"A drop of more than {100 * sheet.MaxDrop:0.0} points says no where p, all rows taken together, is at most {sheet.Alpha}; drops as large as \"found from\" are found with at least 80 %."));
        }

        screen.Print(sheet.Why);
    }

    private static string[] CellsOf(GateRow row) =>
    [
        row.Suite,
        row.Language,
        ScoreText.Percent(row.Score),
        ScoreText.Percent(row.Floor?.Least),
        ScoreText.Percent(row.Drop?.Baseline),
        ScoreText.Points(row.Drop?.Score - row.Drop?.Baseline),
        row.Drop is { } drop ? $"{ScoreText.Points(drop.Low)} to {ScoreText.Points(drop.High)}" : "",
        row.Drop?.P.ToString("0.0000", CultureInfo.InvariantCulture) ?? "",
        ScoreText.Percent(row.Drop?.Noticeable),
        row.Reasons.Count == 0 ? "yes" : "no",
    ];
}
