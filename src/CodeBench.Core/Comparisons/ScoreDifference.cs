using CodeBench.Core.Scores;
using MathNet.Numerics.Distributions;

namespace CodeBench.Core.Comparisons;

/// <summary>The difference of two scores, B less A, with its uncertainty.</summary>
/// <remarks>
/// The two scores' own intervals (<see cref="ScoreInterval"/>) are put together by square-and-add, with the correlation of the problems' results: R. G. Newcombe,
/// Improved confidence intervals for the difference between binomial proportions based on paired data, Statistics in Medicine 17, 1998, method 10 with its
/// correction for continuity; for estimates other than proportions G. Y. Zou and A. Donner, Construction of confidence limits about effect measures: a general
/// approach, Statistics in Medicine 27, 2008. With one sample a problem it is Newcombe's. It has a width also where no problem differs.
/// </remarks>
/// <param name="A">The first score, a share from 0 to 1.</param>
/// <param name="CountA">The effective number of problems behind it (<see cref="ScoreInterval.EffectiveProblems"/>).</param>
/// <param name="B">The second score.</param>
/// <param name="CountB">The effective number behind that.</param>
/// <param name="Correlation">Of the problems' results, from -1 to 1; 0 where it is not known which problems they were.</param>
public sealed record ScoreDifference(double A, double CountA, double B, double CountB, double Correlation)
{
    /// <summary>The name of the intervals' method.</summary>
    public const string Method = "newcombe-paired-95-effective-problems";

    private const double Farthest = 40; // standard deviations, beyond which nothing is left

    /// <summary>B less A, from -1 to 1.</summary>
    public double Value => B - A;

    /// <summary>The difference of two runs on the same problems.</summary>
    /// <param name="problems">The problems, at least one.</param>
    public static ScoreDifference Of(IReadOnlyList<PairedProblem> problems)
    {
        double[] a = [.. problems.Select(problem => problem.A.Share())];
        double[] b = [.. problems.Select(problem => problem.B.Share())];
        return new ScoreDifference(
            a.Average(),
            ScoreInterval.EffectiveProblems(a, problems.Min(problem => problem.A.Samples)),
            b.Average(),
            ScoreInterval.EffectiveProblems(b, problems.Min(problem => problem.B.Samples)),
            CorrelationOf(a, b));
    }

    /// <summary>Its interval.</summary>
    /// <param name="z">How many standard deviations to either side: 1.96 for 95 %; more than 0.</param>
    /// <returns>Both ends, from -1 to 1, with the difference between them.</returns>
    public (double Low, double High) IntervalAt(double z)
    {
        var (left, right) = (ScoreInterval.Wilson(A, CountA, z), ScoreInterval.Wilson(B, CountB, z));
        var down = Together(B - right.Low, left.High - A);
        var up = Together(right.High - B, A - left.Low);
        return (Math.Clamp(Value - down, -1, Value), Math.Clamp(Value + up, Value, 1));

        double Together(double own, double other) => Math.Sqrt(Math.Max(0, (own * own) + (other * other) - (2 * Correlation * own * other)));
    }

    /// <summary>How likely a difference is that is as low as this one where the true difference is the bound: the level at which the interval's end reaches the bound.</summary>
    /// <param name="bound">From -1 to 1.</param>
    /// <returns>The one-sided p-value, from 0 to 1.</returns>
    public double PValueBelow(double bound)
    {
        if (Value >= bound)
        {
            return Normal.CDF(0, 1, Reach(z => IntervalAt(z).Low <= bound));
        }

        return 1 - Normal.CDF(0, 1, Reach(z => IntervalAt(z).High >= bound));
    }

    /// <summary>
    /// The smallest true drop that would be found with at least 80 % at a level: what so many problems can show. A drop makes problems differ that did not, which is
    /// reckoned with (as for McNemar's test: O. S. Miettinen, The matched pairs design in the case of all-or-none responses, Biometrics 24, 1968).
    /// </summary>
    /// <param name="allowed">The drop that is no reason to say no, 0 or more.</param>
    /// <param name="alpha">The level, between 0 and 1.</param>
    public double Noticeable(double allowed, double alpha)
    {
        const double Power = 0.8;
        var steps = Normal.InvCDF(0, 1, 1 - alpha) + Normal.InvCDF(0, 1, Power);
        var spread = IntervalAt(1).High - Value;
        var drop = allowed;
        for (var round = 0; round < 50; round++)
        {
            drop = Math.Min(1, allowed + (steps * Math.Sqrt((spread * spread) + (drop * (1 - drop) / Math.Min(CountA, CountB)))));
        }

        return drop;
    }

    // The least z at which something holds, that holds for all larger ones.
    private static double Reach(Func<double, bool> holds)
    {
        var (below, above) = (0.0, Farthest);
        for (var step = 0; step < 60; step++)
        {
            var middle = (below + above) / 2;
            (below, above) = middle > 0 && holds(middle) ? (below, middle) : (middle, above);
        }

        return above;
    }

    // Where results agree, less half a problem: that they agree on these tells less of others.
    private static double CorrelationOf(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var together = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Average();
        var spread = Math.Sqrt(a.Average(x => (x - meanA) * (x - meanA)) * b.Average(y => (y - meanB) * (y - meanB)));
        var corrected = together > 0 ? Math.Max(0, together - (0.5 / a.Length)) : together;
        return spread > 0 ? Math.Clamp(corrected / spread, -1, 1) : 0;
    }
}
