using System.Globalization;

namespace CodeBench.Core.Runs;

/// <summary>How the verdicts of a run came about, beside plainly running each program once.</summary>
public sealed record JudgingCounts
{
    /// <summary>Programs whose outcome was known: they were judged before, in this run or an earlier one.</summary>
    public int Known { get; init; }

    /// <summary>Programs that timed out while others ran, and were run again alone.</summary>
    public int RunAlone { get; init; }

    /// <summary>How many of these got another verdict than timed_out.</summary>
    public int ChangedAlone { get; init; }

    /// <summary>The counts of two parts of a run together.</summary>
    public static JudgingCounts operator +(JudgingCounts left, JudgingCounts right) => new()
    {
        Known = left.Known + right.Known,
        RunAlone = left.RunAlone + right.RunAlone,
        ChangedAlone = left.ChangedAlone + right.ChangedAlone,
    };

    /// <summary>A line for each thing worth telling.</summary>
    public IEnumerable<string> Lines()
    {
        if (Known > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Known} programs were judged before: their outcomes were taken from the cache.");
        }

        if (RunAlone > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{RunAlone} programs timed out beside others and were run again alone; {ChangedAlone} of these verdicts changed.");
        }
    }
}
