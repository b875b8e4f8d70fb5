namespace CodeBench.Core.Completions;

/// <summary>The natural logarithms of the probabilities of a completion's tokens.</summary>
public static class LogProbabilities
{
    /// <summary>The logarithm of the probability of all of them, one after the other.</summary>
    /// <param name="each">One for each token; null where nobody asked.</param>
    /// <returns>Their sum, taken in double precision; null where nobody asked.</returns>
    public static double? Sum(IReadOnlyList<float>? each) => each?.Sum(one => (double)one);
}
