namespace CodeBench.Cli.Speed;

/// <summary>Measures how fast one processor of this machine is, compared with the machine on which the suites' limits were set.</summary>
/// <param name="time">The clock on the wall.</param>
/// <param name="processorTime">The processor time that this process has used so far.</param>
/// <param name="work">The work that is measured, done by the caller's thread alone.</param>
public sealed class SpeedTest(TimeProvider time, Func<TimeSpan> processorTime, Action work)
{
    // The quickest run counts: whatever else happens in a run can only make it slower.
    private const int Runs = 3;

    // On a machine so slow, or so crowded, further runs would say the same.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    // Below this a clock of processor time that ticks a hundred times a second may have stood still.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    /// <summary>Takes half a second on the reference machine.</summary>
    public SpeedReading Measure(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var processorBegan = processorTime();
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < Runs && (run == 0 || time.GetElapsedTime(began) < Patience); run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = processorTime();
            work();
            var taken = processorTime() - before;
            best = taken < best ? taken : best;
        }

        best = best > Least ? best : Least;
        var wall = time.GetElapsedTime(began);
        var waiting = wall > TimeSpan.Zero ? 1 - ((processorTime() - processorBegan) / wall) : 0;
        return new SpeedReading(best, Math.Clamp(waiting, 0, 1));
    }
}
