using System.Globalization;
using CodeBench.Core.Comparisons;
using CodeBench.Core.Languages;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Gates;

/// <summary>Says yes or no to a run's scores.</summary>
/// <remarks>
/// A floor is a floor: the score itself must reach it. A drop against a baseline says no only where it is beyond the allowed one by more than chance: the hypothesis that the
/// true drop is at most the allowed one is tested one-sided at alpha, over all suites and languages by Holm's adjustment. So where nothing changed, a gate says no at most
/// that often. What it cannot see it says: the smallest drop that it would find with at least 80 %.
/// </remarks>
public static class Gatekeeper
{
    // What rounding takes from a score: far less than any one verdict counts.
    private const double Rounding = 1e-9;

    /// <summary>Decides.</summary>
    /// <param name="sheet">The run's scores.</param>
    /// <param name="differences">Against the baseline, by suite and language, and whether problem by problem; empty where there is none.</param>
    /// <param name="rules">What is asked.</param>
    /// <returns>A row for each score.</returns>
    public static IReadOnlyList<GateRow> Decide(
        ScoreSheet sheet, IReadOnlyDictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)> differences, GateRules rules)
    {
        (string, string)[] compared = [.. sheet.Scores.Select(score => (score.Suite, score.Language)).Where(differences.ContainsKey)];
        var adjusted = HolmAdjustment.Adjust([.. compared.Select(key => differences[key].Difference.PValueBelow(-rules.MaxDrop))]);
        var levels = compared.Zip(adjusted).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. sheet.Scores.Select(score => RowOf(score, differences, levels, rules))];
    }

    /// <summary>The answer and its reason in one line.</summary>
    public static string Why(IReadOnlyList<GateRow> rows) => rows.Any(row => row.Reasons.Count > 0)
        ? "no: " + string.Join("; ", rows.SelectMany(row => row.Reasons.Concat(row.Remark is { } remark ? [remark] : []).Select(text => $"{row.Suite} ({row.Language}): {text}")))
        : "yes: " + string.Join("; ", rows.Select(row => $"{row.Suite} ({row.Language}): {Percent(row.Score ?? 0)}{(row.Remark is { } remark ? $", {remark}" : "")}"));

    private static GateRow RowOf(
        SuiteScore score,
        IReadOnlyDictionary<(string Suite, string Language), (ScoreDifference Difference, bool IsPaired)> differences,
        Dictionary<(string, string), double> levels,
        GateRules rules)
    {
        double? value = score.PassAt.TryGetValue(1, out var one) ? one.Value : null;
        var faults = score.Verdicts.GetValueOrDefault(VerdictWords.ToWord(Verdict.SandboxFault));
        var least = rules.Floors.Where(floor => floor.IsOf(score)).Max(floor => (double?)floor.Least);
        var floor = least is { } bound && value is { } reached ? new FloorCheck(bound, reached, reached >= bound - Rounding) : null;
        var drop = differences.TryGetValue((score.Suite, score.Language), out var found)
            ? DropOf(found.Difference, levels[(score.Suite, score.Language)], found.IsPaired, rules)
            : null;
        return new GateRow
        {
            Suite = score.Suite,
            Language = score.Language,
            Score = value,
            Faults = faults,
            Floor = floor,
            Drop = drop,
            Reasons = [.. ReasonsOf(value, faults, floor, drop, rules)],
        };
    }

    private static DropCheck DropOf(ScoreDifference difference, double p, bool isPaired, GateRules rules)
    {
        var (low, high) = difference.IntervalAt(ScoreInterval.Z);
        return new DropCheck(difference.A, difference.B, low, high, p, difference.Noticeable(rules.MaxDrop, rules.Alpha), isPaired, p > rules.Alpha);
    }

    private static IEnumerable<string> ReasonsOf(double? value, int faults, FloorCheck? floor, DropCheck? drop, GateRules rules)
    {
        if (faults > 0)
        {
            yield return $"{faults} executions are sandbox faults";
        }

        if (value is null)
        {
            yield return "no problem has a verdict";
        }

        if (floor is { Passed: false })
        {
            yield return $"pass@1 is {Percent(floor.Score)}, and the floor {Percent(floor.Least)}";
        }

        if (drop is { Passed: false })
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"pass@1 fell from {Percent(drop.Baseline)} to {Percent(drop.Score)}, more than the allowed {Percent(rules.MaxDrop)} (p {drop.P:0.0000}, alpha {rules.Alpha})");
        }
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
