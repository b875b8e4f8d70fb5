using CodeBench.Execution.Sandboxes;

namespace CodeBench.Execution.Tests.Sandboxes;

/// <summary>How long a container is waited for.</summary>
public sealed class WatchdogTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Clock _clock = new();

    [Fact]
    public void Token_LimitHasPassed_IsCancelledAndNotBefore()
    {
        using var watchdog = new Watchdog(Limit, _clock);
        Pass(19);
        Assert.False(watchdog.Token.IsCancellationRequested);
        Pass(1);
        Assert.True(watchdog.Token.IsCancellationRequested);
    }

    [Fact]
    public void Token_ProcessWasSuspended_ThatTimeDoesNotCount()
    {
        using var watchdog = new Watchdog(Limit, _clock);
        Pass(19);
        _clock.Fire(TimeSpan.FromHours(8));
        _clock.Fire(TimeSpan.FromHours(8));
        Assert.False(watchdog.Token.IsCancellationRequested);
        Pass(1);
        Assert.True(watchdog.Token.IsCancellationRequested);
    }

    [Fact]
    public void Token_LimitIsShorterThanATick_IsCancelledWhenItHasPassed()
    {
        using var watchdog = new Watchdog(TimeSpan.FromMilliseconds(50), _clock);
        Assert.Equal(TimeSpan.FromMilliseconds(50), _clock.Period);
        _clock.Fire(TimeSpan.FromMilliseconds(50));
        Assert.True(watchdog.Token.IsCancellationRequested);
    }

    [Fact]
    public void Dispose_StopsTheTimer()
    {
        new Watchdog(Limit, _clock).Dispose();
        Assert.True(_clock.IsStopped);
    }

    private void Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Fire(Tick);
        }
    }

    // However much time has passed, a timer of the system fires once when its process goes on.
    private sealed class Clock : TimeProvider
    {
        private TimerCallback? _callback;
        private long _now;

        public TimeSpan Period { get; private set; }

        public bool IsStopped { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, Period) = (callback, period);
            return new Timer(this);
        }

        public void Fire(TimeSpan after)
        {
            _now += after.Ticks;
            _callback!(null);
        }

        private sealed class Timer(Clock clock) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

            public void Dispose() => clock.IsStopped = true;

            public ValueTask DisposeAsync() => throw new NotSupportedException();
        }
    }
}
