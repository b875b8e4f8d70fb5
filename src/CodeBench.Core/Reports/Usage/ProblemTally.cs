using System.Globalization;
using CodeBench.Core.Languages;
using CodeBench.Core.Reports.Page;
using CodeBench.Core.Reports.Samples;

namespace CodeBench.Core.Reports.Usage;

/// <summary>How one problem fared.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Language">The language.</param>
/// <param name="TaskId">The problem.</param>
/// <param name="Samples">How many of its samples have a verdict that is not a sandbox fault.</param>
/// <param name="Passed">How many of these passed.</param>
/// <param name="TimedOut">How many timed out.</param>
/// <param name="CpuTime">Their processor time in ms; null where there are none.</param>
public sealed record ProblemTally(string Suite, string Language, string TaskId, int Samples, int Passed, int TimedOut, Spread? CpuTime)
{
    /// <summary>The median of the processor times in ms.</summary>
    public int MedianTime => CpuTime?.Median ?? 0;

    /// <summary>The longest processor time in ms.</summary>
    public int MostTime => CpuTime?.Most ?? 0;

    /// <summary>The share that passed, 0 to 1, as style sheets write it.</summary>
    public string Share => (Samples == 0 ? 0 : (double)Passed / Samples).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Whether it was judged, and no sample passed.</summary>
    public bool IsNever => Samples > 0 && Passed == 0;

    /// <summary>The address of its samples within the page.</summary>
    public string Link => PageLink.To(Suite, Language, TaskId);

    /// <summary>How much its samples disagree: c(n-c)/n², from 0 to 0.25, the variance of one draw.</summary>
    internal double Disagreement => Samples == 0 ? 0 : (double)Passed * (Samples - Passed) / ((double)Samples * Samples);

    /// <summary>The tallies of a run's problems, in its order.</summary>
    internal static IReadOnlyList<ProblemTally> Of(RunSamples run)
    {
        var rows = run.Rows.Where(row => row.Verdict != Verdict.SandboxFault).ToLookup(row => row.Problem);
        return [.. run.Problems.Select((problem, i) => Of(problem, [.. rows[i]]))];
    }

    private static ProblemTally Of(SampledProblem problem, List<SampleRow> rows) => new(
        problem.Suite,
        problem.Language,
        problem.TaskId,
        rows.Count,
        rows.Count(row => row.Verdict == Verdict.Passed),
        rows.Count(row => row.Verdict == Verdict.TimedOut),
        rows.Count == 0 ? null : Spread.Of(rows.Select(row => (double)row.CpuTime)));
}
