using System.Globalization;
using CodeBench.Core.Faults;

namespace CodeBench.Submission;

/// <summary>The time in which a cluster does not answer: told once, and borne for some minutes.</summary>
/// <param name="mayLast">Whether it is borne at all.</param>
/// <param name="time">The clock.</param>
/// <param name="progress">Hears of it.</param>
internal sealed class ClusterSilence(bool mayLast, TimeProvider time, IProgress<string> progress)
{
    // A controller that is started anew is back in a minute or two; credentials that have expired are not.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private long? _since;

    /// <summary>The cluster did not answer.</summary>
    /// <param name="complaint">What its program said.</param>
    /// <exception cref="MachineNotAbleException">For too long.</exception>
    public void Lasts(string? complaint)
    {
        if (!mayLast)
        {
            throw new MachineNotAbleException($"The cluster does not say how its jobs stand: {complaint}\nWhat was submitted goes on; the same command comes back to it.");
        }

        if (_since is not { } since)
        {
            _since = time.GetTimestamp();
            progress.Report($"The cluster does not say how its jobs stand, and is asked again: {complaint}");
        }
        else if (time.GetElapsedTime(since) >= Longest)
        {
            throw new MachineNotAbleException(string.Create(
                CultureInfo.InvariantCulture,
                $"The cluster has not said for {Longest.TotalMinutes} minutes how its jobs stand: {complaint}\nWhat was submitted goes on; the same command comes back to it."));
        }
    }

    /// <summary>The cluster answered.</summary>
    public void Ends() => _since = null;
}
