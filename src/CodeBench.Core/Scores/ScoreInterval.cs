namespace CodeBench.Core.Scores;

/// <summary>95 % intervals of a suite's score: how far it might be from that of all problems of this kind.</summary>
/// <remarks>
/// <para>The half width is that of the Llama 3 report: symmetric, and 0 at scores of 0 and 1, where it promises too much.</para>
/// <para>Low and high are Wilson's score interval (E. B. Wilson, Probable inference, the law of succession, and statistical
/// inference, JASA 22, 1927), which stays within 0 to 1 and is honest at both ends. In place of N it counts an effective
/// number of problems (E. L. Korn and B. I. Graubard, Confidence intervals for proportions with small expected number of
/// positive counts estimated from survey data, Survey Methodology 24, 1998): a problem with several samples is a cluster
/// whose estimate scatters less than one toss of a coin, so that N becomes N * S(1-S) / v, v being the variance of the
/// problems' estimates. With one sample for each problem v is S(1-S), and the interval is Wilson's on N exactly. The number
/// is never less than N, and never more than the disjoint draws of k samples that were there.</para>
/// <para>v counts a problem that always passes and one that never does beside those that were seen, as Laplace's law of
/// succession does with tosses: a checkpoint may always solve few problems of a kind, a suite may have none of these, and
/// would be taken for one of problems that are all alike. Near 0 and 1 that matters (N. Dean and M. Pagano, Evaluating
/// confidence interval methods for binomial proportions in clustered surveys, Journal of Survey Statistics and Methodology 3,
/// 2015): without it the interval at a score of 0.02 with 20 samples holds it in as few as 79 of 100 suites, with it nowhere in
/// less than 93 (bench/results/coverage.md). Where problems are indeed all alike it is wider than it must be.</para>
/// </remarks>
public static class ScoreInterval
{
    /// <summary>The name of the method of low and high.</summary>
    public const string Method = "wilson-95-effective-problems";

    /// <summary>The 97.5 % point of the normal distribution, rounded as in the Llama 3 report.</summary>
    public const double Z = 1.96;

    /// <summary>Problems that always pass, and as many that never do, beside those that were seen.</summary>
    internal const double Unseen = 1;

    /// <summary>1.96 * sqrt(S(1-S)/N).</summary>
    /// <param name="score">S, from 0 to 1.</param>
    /// <param name="problems">N, 1 or more.</param>
    public static double HalfWidth(double score, double problems) => Z * Math.Sqrt(score * (1 - score) / problems);

    /// <summary>Wilson's score interval.</summary>
    /// <param name="score">The share that was seen, from 0 to 1.</param>
    /// <param name="count">Of how many, more than 0; need not be whole.</param>
    /// <param name="z">How many standard deviations to either side, more than 0: those of 95 % where nothing is said.</param>
    public static (double Low, double High) Wilson(double score, double count, double z = Z)
    {
        var square = z * z / count;
        var middle = (score + (square / 2)) / (1 + square);
        var reach = z / (1 + square) * Math.Sqrt((score * (1 - score) / count) + (square / (4 * count)));

        // Rounding must not put the score itself outside.
        return (Math.Clamp(middle - reach, 0, score), Math.Clamp(middle + reach, score, 1));
    }

    /// <summary>The effective number of problems.</summary>
    /// <param name="estimates">An estimate for each problem, from 0 to 1; at least one.</param>
    /// <param name="draws">How many disjoint draws of k samples a problem has: n / k, 1 or more.</param>
    public static double EffectiveProblems(IReadOnlyList<double> estimates, double draws)
    {
        var mean = estimates.Average();
        var squares = estimates.Sum(estimate => (estimate - mean) * (estimate - mean)) + (Unseen * ((mean * mean) + ((1 - mean) * (1 - mean))));
        var variance = squares / (estimates.Count + (2 * Unseen));
        return Math.Clamp(estimates.Count * mean * (1 - mean) / variance, estimates.Count, estimates.Count * draws);
    }

    /// <summary>The score of problems' estimates, with its intervals.</summary>
    /// <param name="estimates">An estimate for each problem, from 0 to 1; at least one.</param>
    /// <param name="draws">How many disjoint draws of k samples a problem has: n / k, 1 or more.</param>
    public static PassAtScore Estimate(IReadOnlyList<double> estimates, double draws)
    {
        var value = Math.Clamp(estimates.Average(), 0, 1);
        return Of(value, EffectiveProblems(estimates, draws), estimates.Count);
    }

    /// <summary>A score with its intervals.</summary>
    /// <param name="value">The score, from 0 to 1.</param>
    /// <param name="effective">The effective number of problems behind it.</param>
    /// <param name="problems">The number that the half width is of.</param>
    internal static PassAtScore Of(double value, double effective, double problems)
    {
        var (low, high) = Wilson(value, effective);
        return new PassAtScore(value, low, high, HalfWidth(value, problems));
    }
}
