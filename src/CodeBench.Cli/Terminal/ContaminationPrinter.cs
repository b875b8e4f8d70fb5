using System.Globalization;
using System.Text.Json;
using CodeBench.Core.Contamination;
using CodeBench.Core.Executions;
using CodeBench.Core.Scores;

namespace CodeBench.Cli.Terminal;

/// <summary>Shows contamination: tables and sentences for people, or the document for scripts.</summary>
internal static class ContaminationPrinter
{
    // More of them fill a screen, and are in the document.
    private const int MostMatches = 12;

    private static readonly double[] Shares = [0.2, 0.5, 0.8, 1];
    private static readonly string[] OverlapColumns =
        ["suite", "language", "problems", "mean overlap", .. Shares.Select(share => string.Create(CultureInfo.InvariantCulture, $">= {100 * share:0} %")), "prompts"];
    private static readonly string[] GainColumns =
        ["suite", "language", "scored", "T_D", "contaminated", "clean", "score", "of contaminated", "of clean", "gain", "interval", "p", "p of all"];

    /// <summary>Prints it on standard output.</summary>
    public static void Print(Screen screen, ContaminationSheet sheet, bool json)
    {
        if (json)
        {
            screen.Print(JsonSerializer.Serialize(sheet, ResultJson.Document));
            return;
        }

        screen.Out.Write(ResultTable.Of(OverlapColumns, sheet.Suites.Select(OverlapOf)));
        screen.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"Overlap: the share of a problem's tokens that are part of {sheet.GramLength} in a row that the corpus has ({sheet.Files} files, {sheet.Documents:#,0} documents, {sheet.Tokens:#,0} tokens); then how many problems have that much, and of how many the prompt is there word for word."));
        foreach (var row in sheet.Suites.Where(row => row.TooShort > 0))
        {
            screen.Print($"{row.Suite} ({row.Language}): {row.TooShort} problems have fewer than {sheet.GramLength} tokens, so nothing of them can be found.");
        }

        if (sheet.Run is not null)
        {
            PrintGains(screen, sheet);
        }

        foreach (var row in sheet.Suites.Where(row => row.Matched > 0))
        {
            PrintMatches(screen, row);
        }
    }

    private static void PrintGains(Screen screen, ContaminationSheet sheet)
    {
        screen.Out.Write(ResultTable.Of(GainColumns, sheet.Suites.Select(GainOf)));
        screen.Print("pass@1 in per cent; a problem is contaminated where its overlap is at least T_D; gain is the score less that of the clean problems in points, with its 95 % interval; p is how often chance alone makes any T_D look so, p of all with all rows taken together.");
        foreach (var row in sheet.Suites)
        {
            screen.Print($"{row.Suite} ({row.Language}): {SentenceOf(row)}");
        }

        screen.Print($"Run folder: {sheet.Run}");
    }

    private static string SentenceOf(SuiteContamination row)
    {
        if (row.Shown() is not { } split)
        {
            return $"nothing can be said: no T_D leaves {GainSweep.FewestProblems} problems or more to either side.";
        }

        return row.Threshold is null
            ? "not significant: at no T_D does the run score higher on contaminated problems by more than chance; the T_D that is shown is the one that chance makes least often."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"T_D = {100 * split.Threshold:0.0} % has the largest significant gain: {100 * split.Gain:0.0} of {100 * row.Score:0.0} points are those of {split.Contaminated} contaminated problems; the clean ones score {100 * split.CleanScore:0.0}.");
    }

    private static void PrintMatches(Screen screen, SuiteContamination row)
    {
        screen.Print($"{row.Suite} ({row.Language}), prompts that the corpus has word for word:");
        foreach (var overlap in row.Overlaps.Where(overlap => overlap.Matches > 0).Take(MostMatches))
        {
            var place = overlap.Places[0];
            var where = place.Line is { } line ? $"{place.File}:{line}" : $"{place.File}, byte {place.Offset}";
            screen.Print($"  {overlap.TaskId}  {where}{(overlap.Matches > 1 ? $" and {overlap.Matches - 1} more" : "")}");
        }

        if (row.Matched > MostMatches)
        {
            screen.Print($"  and {row.Matched - MostMatches} more (--json has all)");
        }
    }

    private static string[] OverlapOf(SuiteContamination row) =>
    [
        row.Suite,
        row.Language,
        Count(row.Problems),
        ScoreText.Percent(row.MeanShare),
        .. Shares.Select(share => Count(row.CountFrom(share))),
        Count(row.Matched),
    ];

    private static string[] GainOf(SuiteContamination row)
    {
        var split = row.Shown();
        return
        [
            row.Suite,
            row.Language,
            Count(row.Scored),
            ScoreText.Percent(split?.Threshold),
            Count(split?.Contaminated),
            Count(split?.Clean),
            ScoreText.Percent(row.Score),
            ScoreText.Percent(split?.ContaminatedScore),
            ScoreText.Percent(split?.CleanScore),
            ScoreText.Points(split?.Gain),
            split is null ? "" : $"{ScoreText.Points(split.Low)} to {ScoreText.Points(split.High)}",
            ScoreText.Probability(split?.P),
            ScoreText.Probability(split?.PAll),
        ];
    }

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "";
}
