using CodeBench.Core.Scores;

namespace CodeBench.Core.Comparisons;

/// <summary>The 95 % interval of the difference of two scores on the same problems.</summary>
/// <remarks>
/// The two scores' own intervals (<see cref="ScoreInterval"/>) are put together by square-and-add, with the correlation of the problems' results: R. G. Newcombe,
/// Improved confidence intervals for the difference between binomial proportions based on paired data, Statistics in Medicine 17, 1998, method 10 with its
/// correction for continuity; for estimates other than proportions G. Y. Zou and A. Donner, Construction of confidence limits about effect measures: a general
/// approach, Statistics in Medicine 27, 2008. With one sample a problem it is Newcombe's. It has a width also where no problem differs.
/// </remarks>
public static class PairedInterval
{
    /// <summary>The name of the method.</summary>
    public const string Method = "newcombe-paired-95-effective-problems";

    /// <summary>The interval of B's score less A's.</summary>
    /// <param name="problems">The problems, at least one.</param>
    /// <returns>Both ends, from -1 to 1, with the difference between them.</returns>
    public static (double Low, double High) Of(IReadOnlyList<PairedProblem> problems)
    {
        double[] a = [.. problems.Select(problem => problem.A.Share())];
        double[] b = [.. problems.Select(problem => problem.B.Share())];
        var (left, right) = (ScoreInterval.Estimate(a, problems.Min(problem => problem.A.Samples)), ScoreInterval.Estimate(b, problems.Min(problem => problem.B.Samples)));
        var difference = right.Value - left.Value;
        var correlation = Correlation(a, b);
        var down = Together(right.Value - right.Low, left.High - left.Value);
        var up = Together(right.High - right.Value, left.Value - left.Low);
        return (Math.Clamp(difference - down, -1, difference), Math.Clamp(difference + up, difference, 1));

        double Together(double own, double other) => Math.Sqrt(Math.Max(0, (own * own) + (other * other) - (2 * correlation * own * other)));
    }

    // Where results agree, less half a problem: that they agree on these tells less of others.
    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var together = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Average();
        var spread = Math.Sqrt(a.Average(x => (x - meanA) * (x - meanA)) * b.Average(y => (y - meanB) * (y - meanB)));
        var corrected = together > 0 ? Math.Max(0, together - (0.5 / a.Length)) : together;
        return spread > 0 ? Math.Clamp(corrected / spread, -1, 1) : 0;
    }
}
