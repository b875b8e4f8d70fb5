using CodeBench.Core.Executions;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Comparisons;

/// <summary>From the executions of two runs to comparisons.</summary>
public static class Comparer
{
    /// <summary>Compares what both runs have.</summary>
    /// <param name="a">The first run's executions.</param>
    /// <param name="b">The second run's.</param>
    /// <returns>A row for each suite and language that both have problems of, in the first run's order.</returns>
    public static IReadOnlyList<SuiteComparison> Compare(IEnumerable<Execution> a, IEnumerable<Execution> b) => Compare(Pair(PassedSamples.Count(a), PassedSamples.Count(b)));

    /// <summary>Compares what stands beside each other.</summary>
    /// <param name="paired">The problems of both runs (<c>Pair</c>).</param>
    /// <returns>A row for each suite and language that has a pair.</returns>
    public static IReadOnlyList<SuiteComparison> Compare(
        OrderedDictionary<(string Suite, string Language), (IReadOnlyList<PairedProblem> Pairs, int LeftOut)> paired)
    {
        List<SuiteComparison> rows =
        [
            .. from pair in paired
               where pair.Value.Pairs.Count > 0
               select Compare(pair.Key.Suite, pair.Key.Language, pair.Value.Pairs, pair.Value.LeftOut),
        ];
        var adjusted = HolmAdjustment.Adjust([.. rows.Select(row => row.P)]);
        return [.. rows.Select((row, i) => row with { PHolm = adjusted[i] })];
    }

    /// <summary>Puts the problems of two runs beside each other.</summary>
    /// <param name="a">How the first run's problems fared (<see cref="PassedSamples.Count"/>).</param>
    /// <param name="b">How the second run's did.</param>
    /// <returns>By suite and language that both have, in the first run's order: the problems that have a verdict in both, maybe none, and how many lack one in either.</returns>
    public static OrderedDictionary<(string Suite, string Language), (IReadOnlyList<PairedProblem> Pairs, int LeftOut)> Pair(
        OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, PassedSamples>> a,
        OrderedDictionary<(string Suite, string Language), OrderedDictionary<string, PassedSamples>> b)
    {
        var all = new OrderedDictionary<(string Suite, string Language), (IReadOnlyList<PairedProblem> Pairs, int LeftOut)>();
        foreach (var (key, problems) in a)
        {
            if (b.TryGetValue(key, out var others))
            {
                var pairs = Pair(problems, others);
                all.Add(key, (pairs, problems.Keys.Union(others.Keys).Count() - pairs.Count));
            }
        }

        return all;
    }

    private static SuiteComparison Compare(string suite, string language, IReadOnlyList<PairedProblem> pairs, int leftOut)
    {
        var score = ScoreDifference.Of(pairs);
        var (low, high) = score.IntervalAt(ScoreInterval.Z);
        var p = PairedTest.PValue(pairs);
        return new SuiteComparison
        {
            Suite = suite,
            Language = language,
            Problems = pairs.Count,
            LeftOut = leftOut,
            A = score.A,
            B = score.B,
            Difference = score.Value,
            Low = low,
            High = high,
            P = p,
            PHolm = p,
            Flips = [.. pairs.Where(pair => pair.Difference() != 0).OrderByDescending(pair => Math.Abs(pair.Difference())).ThenBy(pair => pair.Difference())],
        };
    }

    // In the first run's order; a problem that has a verdict in one run alone is no pair.
    private static List<PairedProblem> Pair(OrderedDictionary<string, PassedSamples> a, OrderedDictionary<string, PassedSamples> b) =>
    [
        .. from pair in a
           where pair.Value.Samples > 0
           let other = b.GetValueOrDefault(pair.Key)
           where other is { Samples: > 0 }
           select new PairedProblem(pair.Key, pair.Value, other),
    ];
}
