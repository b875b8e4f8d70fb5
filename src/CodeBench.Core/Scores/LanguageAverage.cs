namespace CodeBench.Core.Scores;

/// <summary>The average of a suite's pass@1 over its languages: each counts alike, however many problems it has.</summary>
/// <remarks>
/// A problem in two languages is one problem: who fails it in Java is likely to fail it in C++. So problems are the clusters, not problems in languages. Each
/// moves the average by d = the sum over its languages l of (e - S_l) / (L N_l), and the average's variance is the sum of their squares (Taylor linearisation: D. A. Binder, On the
/// variances of asymptotically normal estimators from complex surveys, International Statistical Review 51, 1983). As for one score (<see cref="ScoreInterval"/>) a problem is counted
/// that passes in all languages, and one that passes in none, and the interval is Wilson's on the effective number of problems; where all languages have the same problems it is
/// that of the problems' own averages over them. A language of few problems counts as much as the others and is less certain: then the effective number is below that of the
/// problems, and the half width's too, but never below the smallest language's.
/// </remarks>
public sealed record LanguageAverage
{
    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The languages.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>How many problems there are, those of several languages counted once.</summary>
    public required int Problems { get; init; }

    /// <summary>The average of pass@1, with its interval.</summary>
    public required PassAtScore PassAt1 { get; init; }

    /// <summary>The average of a suite.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="languages">For each language how its problems fared; languages without problems are left out.</param>
    /// <returns>Null where there are fewer than two languages.</returns>
    internal static LanguageAverage? Of(string suite, IReadOnlyList<(string Language, IReadOnlyDictionary<string, PassedSamples> Problems)> languages)
    {
        var counted = languages.Where(language => language.Problems.Count > 0).ToList();
        if (counted.Count < 2)
        {
            return null;
        }

        // In the order of their sizes: which problem was judged first does not reach the last bit.
        var means = counted.ConvertAll(language => language.Problems.Values.Select(problem => problem.Share()).Order().Average());
        var (average, deviations, draws) = (means.Average(), new SortedDictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, int>());
        var (always, never) = (0.0, 0.0);
        foreach (var (i, (_, problems)) in counted.Index())
        {
            // N and those that were not seen, once for the mean and once for the variance.
            var weight = 1 / (counted.Count * Math.Sqrt(problems.Count * (problems.Count + (2 * ScoreInterval.Unseen))));
            (always, never) = (always + ((1 - means[i]) * weight), never + (means[i] * weight));
            foreach (var (task, problem) in problems)
            {
                deviations[task] = deviations.GetValueOrDefault(task) + ((problem.Share() - means[i]) * weight);
                draws[task] = draws.GetValueOrDefault(task) + problem.Samples;
            }
        }

        var variance = deviations.Values.Sum(deviation => deviation * deviation) + (ScoreInterval.Unseen * ((always * always) + (never * never)));
        var least = counted.Min(language => language.Problems.Count);
        var effective = Math.Clamp(average * (1 - average) / variance, least, deviations.Count * draws.Values.Average());
        return new LanguageAverage
        {
            Suite = suite,
            Languages = [.. counted.Select(language => language.Language)],
            Problems = deviations.Count,
            PassAt1 = ScoreInterval.Of(average, effective, Math.Min(deviations.Count, effective)),
        };
    }
}
