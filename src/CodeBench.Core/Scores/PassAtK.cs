namespace CodeBench.Core.Scores;

/// <summary>The unbiased estimator of pass@k.</summary>
/// <remarks>
/// pass@k = 1 - C(n-c, k) / C(n, k): the probability that at least one of k samples, drawn without putting back from n of
/// which c are right, is right. Computed as 1 - prod(i = n-c+1 .. n) (1 - k/i), which neither overflows nor cancels for
/// large n. Source: M. Chen et al., Evaluating Large Language Models Trained on Code, 2021, section 2.1.
/// </remarks>
public static class PassAtK
{
    /// <summary>The estimate for one problem, from 0 to 1; null where n &lt; k, for then it is undefined.</summary>
    /// <param name="samples">n: how many samples the problem has, 0 or more.</param>
    /// <param name="correct">c: how many of them passed, 0 to n.</param>
    /// <param name="k">How many are drawn, 1 or more.</param>
    public static double? Estimate(int samples, int correct, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, samples);
        if (samples < k)
        {
            return null;
        }

        if (samples - correct < k)
        {
            return 1;
        }

        // A share: what is subtracted from 1 can be one bit less, and below a floor that it reaches.
        if (k == 1)
        {
            return (double)correct / samples;
        }

        var allWrong = 1.0;
        for (var i = samples - correct + 1; i <= samples; i++)
        {
            allWrong *= 1 - ((double)k / i);
        }

        return 1 - allWrong;
    }

    /// <summary>The estimates for k = 1 up to <paramref name="largest"/>, in that order.</summary>
    /// <remarks>
    /// The same number by drawing one sample after the other: the j-th is wrong too with (n-c-j)/(n-j). All k together cost
    /// no more than one.
    /// </remarks>
    /// <param name="samples">n: how many samples the problem has.</param>
    /// <param name="correct">c: how many of them passed, 0 to n.</param>
    /// <param name="largest">The largest k, 1 to n.</param>
    public static IReadOnlyList<double> Estimates(int samples, int correct, int largest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, samples);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(largest, samples);
        var estimates = new double[largest];
        var allWrong = 1.0;
        for (var j = 0; j < largest; j++)
        {
            allWrong *= Math.Max(0, samples - correct - j) / (double)(samples - j);
            estimates[j] = j == 0 ? (double)correct / samples : 1 - allWrong;
        }

        return estimates;
    }
}
