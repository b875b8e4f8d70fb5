using CodeBench.Core.Languages;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Reports.Exports;

/// <summary>A row of the table of scores: a suite in a language, at one k.</summary>
/// <param name="Score">The suite's score.</param>
/// <param name="K">The k; null where the score has none, for a problem without a sample.</param>
public sealed record ExportedScore(SuiteScore Score, int? K)
{
    /// <summary>The columns: those of scores.json, and one for each verdict.</summary>
    internal static IReadOnlyList<ExportColumn<ExportedScore>> Columns { get; } =
    [
        new ExportColumn<ExportedScore>.Text("suite", row => row.Score.Suite),
        new ExportColumn<ExportedScore>.Text("language", row => row.Score.Language),
        new ExportColumn<ExportedScore>.Whole("problems", row => row.Score.Problems),
        new ExportColumn<ExportedScore>.Whole("solvable", row => row.Score.Solvable),
        new ExportColumn<ExportedScore>.Whole("samples", row => row.Score.Samples),
        new ExportColumn<ExportedScore>.Whole("k", row => row.K),
        new ExportColumn<ExportedScore>.Real("pass_at_k", row => row.At?.Value),
        new ExportColumn<ExportedScore>.Real("low", row => row.At?.Low),
        new ExportColumn<ExportedScore>.Real("high", row => row.At?.High),
        new ExportColumn<ExportedScore>.Real("half_width", row => row.At?.HalfWidth),
        .. VerdictWords.All.Select(verdict => verdict.ToWord())
            .Select(word => new ExportColumn<ExportedScore>.Whole(word, row => row.Score.Verdicts.GetValueOrDefault(word))),
    ];

    private PassAtScore? At => K is { } k ? Score.PassAt[k] : null;

    /// <summary>The rows of all scores.</summary>
    internal static IEnumerable<ExportedScore> RowsOf(ScoreSheet sheet) => sheet.Scores.SelectMany(score =>
        score.PassAt.Keys.Select(k => (int?)k).DefaultIfEmpty().Select(k => new ExportedScore(score, k)));
}
