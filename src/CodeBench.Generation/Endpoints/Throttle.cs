namespace CodeBench.Generation.Endpoints;

/// <summary>
/// How many requests are on their way. A server that has too much to do is left alone by all of them for a while, and then has half as many; each that it
/// serves makes room for an eighth of one more.
/// </summary>
/// <param name="most">The most.</param>
/// <param name="time">The clock.</param>
internal sealed class Throttle(int most, TimeProvider time)
{
    private const double Growth = 0.125;

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private double _limit = most;
    private int _inFlight;
    private int _round;
    private (long Since, TimeSpan Wait) _pause;
    private TimeSpan _longest;
    private long _served = time.GetTimestamp();

    /// <summary>How many there may be now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return (int)_limit;
            }
        }
    }

    /// <summary>How many are on their way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>How long ago a request was served last, or this was made.</summary>
    public TimeSpan SinceServed => time.GetElapsedTime(Interlocked.Read(ref _served));

    /// <summary>The longest time that the server was left alone for since then: nobody can be served meanwhile.</summary>
    public TimeSpan LongestPause
    {
        get
        {
            lock (_lock)
            {
                return _longest;
            }
        }
    }

    /// <summary>Waits until one more may be sent. <see cref="Leave"/> must follow.</summary>
    /// <returns>The round, which <see cref="SlowDown"/> is told.</returns>
    public async Task<int> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan pause;
            TaskCompletionSource? turn = null;
            lock (_lock)
            {
                pause = _pause.Wait - time.GetElapsedTime(_pause.Since);
                if (pause <= TimeSpan.Zero && _inFlight < (int)_limit)
                {
                    _inFlight++;
                    return _round;
                }

                if (pause <= TimeSpan.Zero)
                {
                    turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    _waiting.Enqueue(turn);
                }
            }

            await (turn?.Task.WaitAsync(cancellationToken) ?? Task.Delay(pause, time, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>A request has its answer, or has failed.</summary>
    public void Leave(bool served)
    {
        lock (_lock)
        {
            _inFlight--;
            if (served)
            {
                Interlocked.Exchange(ref _served, time.GetTimestamp());
                _longest = TimeSpan.Zero;
                _limit = Math.Min(most, _limit + Growth);
            }

            for (var free = (int)_limit - _inFlight; free > 0 && _waiting.TryDequeue(out var turn); free--)
            {
                turn.SetResult();
            }
        }
    }

    /// <summary>Leaves the server alone.</summary>
    /// <param name="wait">For how long from now.</param>
    /// <param name="round">When the request was sent that it was too busy for: those of one round halve the limit once, however many are turned away.</param>
    public void SlowDown(TimeSpan wait, int round)
    {
        lock (_lock)
        {
            if (wait > _pause.Wait - time.GetElapsedTime(_pause.Since))
            {
                _pause = (time.GetTimestamp(), wait);
                _longest = wait > _longest ? wait : _longest;
            }

            if (round == _round)
            {
                _round++;
                _limit = Math.Max(1, Math.Floor(_limit / 2));
            }
        }
    }
}
