namespace CodeBench.Core.Scores;

/// <summary>The unbiased estimator of pass^k.</summary>
/// <remarks>
/// pass^k = C(c, k) / C(n, k): the probability that all of k samples, drawn without putting back from n of which c are right, are right. Where pass@k
/// says what a checkpoint can do at best, pass^k says what can be relied on. Source: S. Yao et al., tau-bench: A Benchmark for Tool-Agent-User
/// Interaction in Real-World Domains, 2024, section 4.
/// </remarks>
public static class PassHatK
{
    /// <summary>The estimates for k = 1 up to <paramref name="largest"/>, in that order: from 0 to 1.</summary>
    /// <remarks>By drawing one sample after the other: the j-th is right too with (c-j)/(n-j).</remarks>
    /// <param name="samples">n: how many samples the problem has.</param>
    /// <param name="correct">c: how many of them passed, 0 to n.</param>
    /// <param name="largest">The largest k, 1 to n.</param>
    public static IReadOnlyList<double> Estimates(int samples, int correct, int largest) =>
        // All are right where none of them is wrong.
        [.. PassAtK.Estimates(samples, samples - correct, largest).Select(wrong => 1 - wrong)];
}
