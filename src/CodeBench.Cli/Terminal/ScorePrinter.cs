using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Executions;
using CodeBench.Core.Reports;
using CodeBench.Core.Runs;
using CodeBench.Core.Scores;

namespace CodeBench.Cli.Terminal;

/// <summary>Shows the scores of a run: a table for people, or the document for scripts.</summary>
internal static class ScorePrinter
{
    /// <summary>Prints them on standard output.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="folder">The run.</param>
    /// <param name="sheet">The scores.</param>
    /// <param name="json">Whether as a document.</param>
    /// <param name="exports">The files that they, and the samples, have been exported to.</param>
    public static void Print(Screen screen, RunFolder folder, ScoreSheet sheet, bool json, params IReadOnlyList<string> exports)
    {
        if (json)
        {
            var document = JsonSerializer.SerializeToNode(sheet, ResultJson.Document)!.AsObject();
            document["run"] = JsonValue.Create(folder.Path);
            if (exports.Count > 0)
            {
                document["exports"] = new JsonArray([.. exports.Select(path => JsonValue.Create(path))]);
            }

            screen.Print(document.ToJsonString(ResultJson.Document));
            return;
        }

        var table = ScoreTable.Of(sheet);
        screen.Out.Write(ResultTable.Of(table.Columns, table.Rows));
        screen.Print($"Shares in per cent; the interval is {sheet.Interval}; ± is 1.96*sqrt(S(1-S)/N).");
        if (table.CeilingLegend is { } legend)
        {
            screen.Print(legend);
        }

        foreach (var line in SpreadText.LinesOf(sheet))
        {
            screen.Print(line + ".");
        }

        if (sheet.Spreads is not null)
        {
            screen.Print(SpreadText.Legend);
        }

        if (sheet.Faults > 0)
        {
            screen.Print($"{sheet.Faults} executions are sandbox faults and are not counted: run 'codebench execute {folder.Path}' to try them again.");
        }

        screen.Print($"Run folder: {folder.Path}");
        screen.Print($"Report:     {folder.PathOf("report.html")}");
        foreach (var path in exports)
        {
            screen.Print($"Export:     {path}");
        }
    }
}
