namespace CodeBench.Execution.Sandboxes;

/// <summary>
/// Cancels a token when a time has passed in which this process was there to see what came. A machine that was suspended, or a
/// command that was stopped, finds answers waiting that are older than they look: that time does not count.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _timer;
    private readonly TimeSpan _tick;
    private TimeSpan _left;
    private long _last;

    /// <param name="limit">How long it waits, more than nothing.</param>
    /// <param name="time">The clock.</param>
    public Watchdog(TimeSpan limit, TimeProvider time)
    {
        _time = time;
        _tick = limit < LongestTick ? limit : LongestTick;
        _left = limit;
        _last = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Tick(), null, _tick, _tick);
    }

    /// <summary>Cancelled when the time has passed.</summary>
    public CancellationToken Token => _end.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        // Not disposed itself: a tick may be under way, and without a timer the source holds nothing.
    }

    private void Tick()
    {
        var now = _time.GetTimestamp();
        var passed = _time.GetElapsedTime(_last, now);
        _last = now;
        // What came late came after a time in which nothing was seen, whatever the reason.
        if (passed < 2 * _tick && (_left -= _tick) <= TimeSpan.Zero)
        {
            _end.Cancel();
        }
    }
}
