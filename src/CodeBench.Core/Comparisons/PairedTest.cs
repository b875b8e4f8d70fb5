using System.Numerics;

namespace CodeBench.Core.Comparisons;

/// <summary>Whether two runs differ by more than chance on the same problems: an exact two-sided permutation test on problems.</summary>
/// <remarks>
/// <para>If the runs do not differ, then of each problem it is as likely that the two results belong the other way round. The p-value is the share of all
/// 2^N such exchanges whose difference is at least as large as the one that was seen (R. A. Fisher, The Design of Experiments, 1935, section 21; for problems
/// as clusters of samples: M. D. Ernst, Permutation methods: a basis for exact inference, Statistical Science 19, 2004). All are counted, none are drawn:
/// the differences are whole multiples of a common share, so their sums are few.</para>
/// <para>With one sample a problem this is McNemar's exact test (Q. McNemar, Note on the sampling error of the difference between correlated proportions or
/// percentages, Psychometrika 12, 1947): problems on which both runs agree say nothing, and the others are tosses of a coin.</para>
/// </remarks>
public static class PairedTest
{
    // Sums up to here are told apart; beyond, differences are rounded to as many steps.
    private const int MostSteps = 1 << 22;

    /// <summary>The p-value, from 0 to 1; 1 where no problem differs.</summary>
    /// <param name="problems">The problems, in any order.</param>
    public static double PValue(IReadOnlyList<PairedProblem> problems)
    {
        var (differences, areExact) = Differences(problems);
        var seen = Math.Abs(differences.Sum());
        int[] sizes = [.. differences.Select(Math.Abs).Where(size => size > 0)];
        var total = sizes.Sum();
        // How likely it is that the exchanged ones have this sum; the whole difference is then the total less twice that.
        var likelihood = new double[total + 1];
        likelihood[0] = 1;
        var reach = 0;
        foreach (var size in sizes)
        {
            reach += size;
            for (var sum = reach; sum >= 0; sum--)
            {
                likelihood[sum] = (likelihood[sum] + (sum >= size ? likelihood[sum - size] : 0)) / 2;
            }
        }

        // What was rounded may be off by half a step a problem.
        var slack = areExact ? 0 : sizes.Length;
        return Math.Min(1, likelihood.Where((_, sum) => Math.Abs(total - (2 * sum)) >= seen - slack).Sum());
    }

    private static (int[] Differences, bool AreExact) Differences(IReadOnlyList<PairedProblem> problems)
    {
        // The least common multiple of all counts of samples, as far as it is of use.
        var parts = problems.SelectMany(problem => new[] { problem.A.Samples, problem.B.Samples }).Distinct()
            .Aggregate(BigInteger.One, (multiple, samples) => multiple * samples / BigInteger.GreatestCommonDivisor(multiple, samples));
        var most = Math.Max(1, MostSteps / Math.Max(1, problems.Count));
        if (parts <= most)
        {
            var whole = (int)parts;
            return ([.. problems.Select(problem => (problem.B.Passed * (whole / problem.B.Samples)) - (problem.A.Passed * (whole / problem.A.Samples)))], true);
        }

        return ([.. problems.Select(problem => (int)Math.Round(problem.Difference() * most))], false);
    }
}
