using System.Globalization;
using CodeBench.Core.Languages;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Reports;

/// <summary>The scores as a table of texts: the same cells in a terminal, in Markdown and in HTML.</summary>
public sealed record ScoreTable
{
    private const string Legend = "The ceiling is the share (and number) of problems that a right solution can pass at all: the tests of the others are defective. "
        + "A dash: it is not known for the problems that were scored, or all of them can be passed.";

    private static readonly int[] UsualKs = [1, 10, 100];

    /// <summary>The columns' titles.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>A row for each suite and language.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>What the column says that tells how many problems a right solution can pass at all; null where there is no such column.</summary>
    public required string? CeilingLegend { get; init; }

    /// <summary>The words of the verdicts that occur, in the order of reports.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Makes the table: pass@1, pass@10 and pass@100 as far as there are samples for them, in per cent.</summary>
    public static ScoreTable Of(ScoreSheet sheet)
    {
        var ks = UsualKs.Where(k => sheet.Scores.Any(score => score.PassAt.ContainsKey(k))).ToList();
        var hat = HatOf(sheet);
        var hasCeiling = sheet.Scores.Any(score => score.Solvable is not null);
        string[] ceiling = hasCeiling ? ["ceiling"] : [];
        return new ScoreTable
        {
            Columns = ["suite", "language", "problems", "samples", .. ks.SelectMany(k => new[] { $"pass@{k}", "95 % interval", "±" }), .. HatTitles(hat), .. ceiling, "verdicts"],
            CeilingLegend = hasCeiling ? Legend : null,
            Words =
            [
                .. VerdictWords.All.Select(verdict => verdict.ToWord())
                    .Where(word => sheet.Scores.Any(score => score.Verdicts.GetValueOrDefault(word) > 0)),
            ],
            Rows = [.. sheet.Scores.Select(score => Row(score, ks, hat, hasCeiling)), .. (sheet.Averages ?? []).Select(average => Row(average, ks, hat, hasCeiling))],
        };
    }

    // The largest usual k that all have samples for, else as many as all have: what can be relied on.
    private static int? HatOf(ScoreSheet sheet)
    {
        var most = sheet.Scores.Where(score => score.PassHat is not null).Select(score => score.PassHat!.Keys.Max()).DefaultIfEmpty(1).Min();
        return most < 2 ? null : UsualKs.LastOrDefault(k => k > 1 && k <= most) is > 0 and var usual ? usual : most;
    }

    private static string[] HatTitles(int? hat) => hat is { } k ? [$"pass^{k}"] : [];

    private static string[] HatCells(SuiteScore score, int? hat) =>
        hat is { } k ? [score.PassHat?.GetValueOrDefault(k) is { } all ? ScoreText.Percent(all.Value) : "-"] : [];

    private static List<string> Row(LanguageAverage average, List<int> ks, int? hat, bool hasCeiling) =>
    [
        average.Suite,
        $"average of {average.Languages.Count.ToString(CultureInfo.InvariantCulture)}",
        average.Problems.ToString(CultureInfo.InvariantCulture),
        "",
        .. ks.SelectMany(k => Cells(k == 1 ? average.PassAt1 : null)),
        .. hat is null ? Array.Empty<string>() : ["-"],
        .. hasCeiling ? [""] : Array.Empty<string>(),
        "",
    ];

    private static List<string> Row(SuiteScore score, List<int> ks, int? hat, bool hasCeiling) =>
    [
        score.Suite,
        score.Language,
        score.Problems.ToString(CultureInfo.InvariantCulture),
        score.Samples.ToString(CultureInfo.InvariantCulture),
        .. ks.SelectMany(k => Cells(score.PassAt.GetValueOrDefault(k))),
        .. HatCells(score, hat),
        .. hasCeiling ? [Ceiling(score)] : Array.Empty<string>(),
        string.Join(", ", score.Verdicts.Where(item => item.Value > 0).Select(item => $"{item.Key} {item.Value.ToString(CultureInfo.InvariantCulture)}")),
    ];

    private static string[] Cells(PassAtScore? score) =>
        score is null ? ["-", "-", "-"] : [ScoreText.Percent(score.Value), $"{ScoreText.Percent(score.Low)} - {ScoreText.Percent(score.High)}", ScoreText.Percent(score.HalfWidth)];

    // Nothing says that all can be passed: what is known of a whole suite is not of the part that was scored.
    private static string Ceiling(SuiteScore score) => score.Solvable is { } solvable
        ? string.Create(CultureInfo.InvariantCulture, $"{ScoreText.Percent((double)solvable / score.Problems)} ({solvable})")
        : "-";
}
