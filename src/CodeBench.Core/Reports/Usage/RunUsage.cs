using CodeBench.Core.Languages;
using CodeBench.Core.Reports.Samples;

namespace CodeBench.Core.Reports.Usage;

/// <summary>What a run's programs used, and which problems stand out.</summary>
public sealed record RunUsage
{
    private const int Listed = 10;
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Time and memory by suite and language.</summary>
    public required IReadOnlyList<SuiteUsage> Suites { get; init; }

    /// <summary>The problems by suite and language.</summary>
    public required IReadOnlyList<ProblemMap> Maps { get; init; }

    /// <summary>The problems whose samples take most processor time, by the median, then by the longest.</summary>
    public required IReadOnlyList<ProblemTally> Slowest { get; init; }

    /// <summary>The problems whose samples disagree most.</summary>
    public required IReadOnlyList<ProblemTally> Flakiest { get; init; }

    /// <summary>Counts a run.</summary>
    public static RunUsage Of(RunSamples run)
    {
        var tallies = ProblemTally.Of(run);
        return new RunUsage
        {
            Suites =
            [
                .. run.Rows.Where(row => row.Verdict != Verdict.SandboxFault)
                    .GroupBy(row => (run.Problems[row.Problem].Suite, run.Problems[row.Problem].Language))
                    .Select(group => new SuiteUsage(
                        group.Key.Suite,
                        group.Key.Language,
                        group.Count(),
                        Spread.Of(group.Select(row => (double)row.CpuTime)),
                        Spread.Of(group.Select(row => row.Memory / BytesPerMegabyte)))),
            ],
            Maps = [.. tallies.GroupBy(tally => (tally.Suite, tally.Language)).Select(group => new ProblemMap(group.Key.Suite, group.Key.Language, [.. group]))],
            Slowest = [.. tallies.Where(tally => tally.Samples > 0).OrderByDescending(tally => tally.MedianTime).ThenByDescending(tally => tally.MostTime).Take(Listed)],
            Flakiest = [.. tallies.Where(tally => tally.Disagreement > 0).OrderByDescending(tally => tally.Disagreement).Take(Listed)],
        };
    }
}
