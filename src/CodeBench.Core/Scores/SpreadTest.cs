namespace CodeBench.Core.Scores;

/// <summary>Whether scores of the same problems under several variants differ by more than chance.</summary>
/// <remarks>
/// <para>If the variants do not matter to the score, then of each problem it is as likely that its results belong to the variants in any other order. The results of
/// each problem are put into random orders, and the p-value is (1 + b) / (1 + m), b of m such orders taking the scores as far apart as they were seen or farther
/// (B. Phipson and G. K. Smyth, Permutation p-values should never be zero, Statistical Applications in Genetics and Molecular Biology 9, 2010).</para>
/// <para>How far is the sum of squares of the variants' sums. With one sample a problem this is Cochran's Q (W. G. Cochran, The comparison of percentages in matched
/// samples, Biometrika 37, 1950): what it divides by is the same in every order. With several it takes problems as clusters of samples.</para>
/// <para>A model may answer a problem otherwise under each variant without any variant being the better one: that is chance here, as a toss of a coin is.</para>
/// </remarks>
/// <param name="random">Draws the orders.</param>
public sealed class SpreadTest(Random random)
{
    /// <summary>How many orders are drawn.</summary>
    public const int Orders = 9999;

    // Sums in another order may differ in their last bits.
    private const double Slack = 1e-9;

    /// <summary>Tests.</summary>
    /// <param name="results">For each problem its pass@1 under each variant, from 0 to 1: as many for each, two at least.</param>
    /// <returns>The p-value, and the mean of the spread over the orders: the highest score less the lowest.</returns>
    public (double P, double ByChance) Test(IReadOnlyList<IReadOnlyList<double>> results)
    {
        // A problem with the same result everywhere has it in every order.
        double[][] rows = [.. results.Where(row => row.Distinct().Skip(1).Any()).Select(row => row.ToArray())];
        if (rows.Length == 0)
        {
            return (1, 0);
        }

        var seen = Squares(Sums(rows));
        var (asFar, spreads) = (0, 0.0);
        for (var order = 0; order < Orders; order++)
        {
            foreach (var row in rows)
            {
                random.Shuffle(row);
            }

            var sums = Sums(rows);
            asFar += Squares(sums) >= seen - Slack ? 1 : 0;
            spreads += sums.Max() - sums.Min();
        }

        return ((1.0 + asFar) / (1 + Orders), spreads / Orders / results.Count);
    }

    private static double[] Sums(double[][] rows)
    {
        var sums = new double[rows[0].Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += row[i];
            }
        }

        return sums;
    }

    private static double Squares(double[] sums) => sums.Sum(sum => sum * sum);
}
