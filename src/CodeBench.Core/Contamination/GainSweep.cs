using CodeBench.Core.Comparisons;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Contamination;

/// <summary>The estimated performance gain of a run at every threshold (Llama 3 report, section 5.1.4; A. K. Singh et al., Evaluation data contamination in LLMs: how do
/// we measure it and (when) does it matter?, 2024).</summary>
/// <remarks>
/// <para>The gain is the score of all problems less that of the clean ones, which is c/N * (score of the c contaminated - score of the N-c clean). Its interval is c/N times
/// that of the difference of two independent scores: Wilson's intervals put together by square-and-add (R. G. Newcombe, Interval estimation for the difference between
/// independent proportions, Statistics in Medicine 17, 1998, method 10), over effective numbers of problems where these have several samples.</para>
/// <para>Every split that some threshold makes is tried, which would find something by chance alone. So p is that of the largest difference of all splits, each in
/// units of its standard deviation: the share of random exchanges of the problems' results for which that is as large (P. H. Westfall and S. S. Young,
/// Resampling-based multiple testing, 1993). Where scores have nothing to do with overlap all exchanges are equally likely, so any of the p-values is below a level in at
/// most that share of cases, whatever the number of splits and however alike they are.</para>
/// </remarks>
/// <param name="random">Draws the exchanges.</param>
/// <param name="exchanges">How many, 1 or more: p-values are whole multiples of 1 / (exchanges + 1).</param>
public sealed class GainSweep(Random random, int exchanges = GainSweep.UsualExchanges)
{
    /// <summary>Splits with fewer problems to either side are not judged: their scores are hardly any.</summary>
    public const int FewestProblems = 5;

    /// <summary>How many exchanges are drawn where nothing is said.</summary>
    public const int UsualExchanges = 9999;

    /// <summary>The name of the intervals' and the p-values' method.</summary>
    public const string Method = "newcombe-independent-95-effective-problems; max-statistic permutation of problems";

    private const double Rounding = 1e-9;

    /// <summary>The gain of each split.</summary>
    /// <param name="problems">The problems that have a verdict, in any order.</param>
    /// <returns>From the highest threshold to the lowest; none where no split has enough problems to either side.</returns>
    public IReadOnlyList<SplitGain> Sweep(IReadOnlyList<ScoredOverlap> problems)
    {
        ScoredOverlap[] sorted = [.. problems.OrderByDescending(problem => problem.Share)];
        int[] cuts = [.. Enumerable.Range(1, Math.Max(0, sorted.Length - 1)).Where(cut => IsJudged(sorted, cut))];
        if (cuts.Length == 0)
        {
            return [];
        }

        double[] results = [.. sorted.Select(problem => problem.Result.Share())];
        var seen = Differences(results, cuts);
        var asLarge = new int[cuts.Length];
        for (var exchange = 0; exchange < exchanges; exchange++)
        {
            random.Shuffle(results);
            var largest = Differences(results, cuts).Max() + Rounding;
            for (var i = 0; i < seen.Length; i++)
            {
                asLarge[i] += largest >= seen[i] ? 1 : 0;
            }
        }

        return [.. cuts.Select((cut, i) => Split(sorted, cut, (1.0 + asLarge[i]) / (1 + exchanges)))];
    }

    private static bool IsJudged(ScoredOverlap[] sorted, int cut) =>
        cut >= FewestProblems && sorted.Length - cut >= FewestProblems && sorted[cut - 1].Share > sorted[cut].Share;

    // How far the sum of the first results is from what it is on average over all exchanges, in standard deviations of sums without replacement.
    private static double[] Differences(double[] results, int[] cuts)
    {
        var count = results.Length;
        var mean = results.Average();
        var variance = results.Sum(result => (result - mean) * (result - mean)) / (count - 1);
        var differences = new double[cuts.Length];
        var (sum, at) = (0.0, 0);
        for (var i = 0; i < cuts.Length; i++)
        {
            for (; at < cuts[i]; at++)
            {
                sum += results[at] - mean;
            }

            differences[i] = variance > 0 ? Math.Abs(sum) / Math.Sqrt(variance * at * (count - at) / count) : 0;
        }

        return differences;
    }

    private static SplitGain Split(ScoredOverlap[] sorted, int cut, double p)
    {
        var (contaminated, contaminatedCount) = ScoreOf(sorted.AsSpan(0, cut));
        var (clean, cleanCount) = ScoreOf(sorted.AsSpan(cut));
        var difference = new ScoreDifference(clean, cleanCount, contaminated, contaminatedCount, Correlation: 0);
        var (low, high) = difference.IntervalAt(ScoreInterval.Z);
        var weight = (double)cut / sorted.Length;
        return new SplitGain
        {
            Threshold = sorted[cut - 1].Share,
            Contaminated = cut,
            Clean = sorted.Length - cut,
            ContaminatedScore = contaminated,
            CleanScore = clean,
            Gain = weight * difference.Value,
            Low = weight * low,
            High = weight * high,
            P = p,
            PAll = p,
        };
    }

    private static (double Score, double Count) ScoreOf(ReadOnlySpan<ScoredOverlap> problems)
    {
        double[] shares = [.. problems.ToArray().Select(problem => problem.Result.Share())];
        return (shares.Average(), ScoreInterval.EffectiveProblems(shares, problems.ToArray().Min(problem => problem.Result.Samples)));
    }
}
