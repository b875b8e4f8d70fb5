using System.Globalization;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Reports;

/// <summary>Spreads in words: the same in a terminal and in Markdown.</summary>
public static class SpreadText
{
    /// <summary>What the words mean.</summary>
    public const string Legend =
        "The spread is the highest pass@1 less the lowest, in points; by chance is the spread that is to be expected where the variants do not matter, "
        + "p how often chance alone takes the scores as far apart, p of all with all suites and languages taken together.";

    /// <summary>A line for each suite and language that was asked in variants; none where none was.</summary>
    public static IReadOnlyList<string> LinesOf(ScoreSheet sheet) => [.. (sheet.Spreads ?? []).Select(spread => LineOf(spread, sheet.Spreads!.Count > 1))];

    private static string LineOf(PromptSpread spread, bool isOneOfSeveral) => string.Create(
        CultureInfo.InvariantCulture,
        $"{spread.Suite} ({spread.Language}) under {spread.Variants.Count} prompt variants, {spread.Problems} {(spread.Problems == 1 ? "problem" : "problems")}: pass@1 from {NamedOf(spread.Variants.MinBy(variant => variant.Score)!)} to {NamedOf(spread.Variants.MaxBy(variant => variant.Score)!)}, mean {ScoreText.Percent(spread.Mean)}; spread {ScoreText.Percent(spread.Spread)}, by chance {ScoreText.Percent(spread.ByChance)}, p {ScoreText.Probability(spread.P)}{(isOneOfSeveral ? $", p of all {ScoreText.Probability(spread.PHolm)}" : "")}");

    private static string NamedOf(VariantScore variant) => $"{ScoreText.Percent(variant.Score)} ({variant.Variant})";
}
