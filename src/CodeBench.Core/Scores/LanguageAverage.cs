namespace CodeBench.Core.Scores;

/// <summary>The average of a suite's pass@1 over its languages: each counts alike, however many problems it has.</summary>
/// <remarks>
/// A problem in two languages is one problem: who fails it in Java is likely to fail it in C++. So problems are the clusters, not problems in languages. Each
/// has a linearised estimate, S + M * sum over its languages l of (e - S_l) / (L N_l), whose mean over the M problems is the average S (Taylor linearisation: D. A. Binder, On the
/// variances of asymptotically normal estimators from complex surveys, International Statistical Review 51, 1983); where all languages have the same problems it is the problem's own
/// average over them. The interval is that of one score (<see cref="ScoreInterval"/>) with these estimates, but for the least number of problems: where one language has few, they scatter more than tosses of a
/// coin, and count for less.
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
        foreach (var (i, (_, problems)) in counted.Index())
        {
            foreach (var (task, problem) in problems)
            {
                deviations[task] = deviations.GetValueOrDefault(task) + ((problem.Share() - means[i]) / (counted.Count * problems.Count));
                draws[task] = draws.GetValueOrDefault(task) + problem.Samples;
            }
        }

        double[] estimates = [.. deviations.Values.Select(deviation => average + (deviations.Count * deviation))];
        return new LanguageAverage
        {
            Suite = suite,
            Languages = [.. counted.Select(language => language.Language)],
            Problems = estimates.Length,
            PassAt1 = ScoreInterval.EstimateOfUnequal(estimates, draws.Values.Average()),
        };
    }
}
