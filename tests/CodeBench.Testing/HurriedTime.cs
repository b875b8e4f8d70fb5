using System.Collections.Concurrent;

namespace CodeBench.Testing;

/// <summary>A clock on which short waits are over at once: it goes forward by them, and keeps what they were. Longer ones take their time.</summary>
/// <param name="longest">The longest of the short ones.</param>
public sealed class HurriedTime(TimeSpan longest) : TimeProvider
{
    private long _skipped;

    /// <summary>What was waited for, in the order in which the waiting began.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _skipped);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _skipped));

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HurriedTimer(this, System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Hurry(TimeSpan dueTime)
    {
        if (dueTime < TimeSpan.Zero || dueTime > longest)
        {
            return dueTime;
        }

        Waits.Enqueue(dueTime);
        Interlocked.Add(ref _skipped, dueTime.Ticks);
        return TimeSpan.Zero;
    }

    private sealed class HurriedTimer(HurriedTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Hurry(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
