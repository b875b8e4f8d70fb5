using MathNet.Numerics.Statistics;

namespace CodeBench.Core.Reports.Usage;

/// <summary>How a quantity is spread over samples.</summary>
/// <param name="Low">So much or less: 5 % of the samples.</param>
/// <param name="Quarter">So much or less: 25 %.</param>
/// <param name="Median">So much or less: half.</param>
/// <param name="ThreeQuarters">So much or less: 75 %.</param>
/// <param name="High">So much or less: 95 %.</param>
/// <param name="Most">The largest.</param>
public sealed record Spread(int Low, int Quarter, int Median, int ThreeQuarters, int High, int Most)
{
    /// <summary>The spread of values, of which there must be one at least.</summary>
    /// <remarks>Quantiles are those of Hyndman and Fan (1996), definition 8, rounded to whole numbers.</remarks>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int At(double share) => (int)Math.Round(SortedArrayStatistics.Quantile(sorted, share));
        return new Spread(At(0.05), At(0.25), At(0.5), At(0.75), At(0.95), (int)Math.Round(sorted[^1]));
    }
}
