namespace CodeBench.Core.Scores;

/// <summary>Intervals of a suite's score.</summary>
public static class ScoreInterval
{
    /// <summary>The name of the method of <see cref="Estimate"/>.</summary>
    public const string Method = "wilson-95-problem-clusters";

    /// <summary>The 97.5 % point of the normal distribution, rounded as in the Llama 3 report.</summary>
    public const double Z = 1.96;

    /// <summary>1.96 * sqrt(S(1-S)/N).</summary>
    public static double HalfWidth(double score, int problems) => Z * Math.Sqrt(score * (1 - score) / problems);

    /// <summary>The score of problems' estimates, with its intervals.</summary>
    /// <param name="estimates">An estimate for each problem, from 0 to 1; at least one.</param>
    public static PassAtScore Estimate(IReadOnlyList<double> estimates) => throw new NotImplementedException();
}
