using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Programs;
using CodeBench.Execution.Sandboxes;

namespace CodeBench.Execution.Spreading;

/// <summary>
/// A sandbox over those of several engines. The programs of an engine that goes away go to the others at once; it is tried again
/// from time to time, and taken back when it answers.
/// </summary>
internal sealed class SpreadSandbox : ISandbox
{
    // Engines end by accident, but not under the same program again and again: that one must not take them all with it.
    private const int MostEngines = 3;

    // One question may be lost where a machine is busy.
    private const int MostMisses = 2;

    private readonly IReadOnlyList<SpreadMember> _members;
    private readonly SeatPlan _seats;
    private readonly SpreadPace _pace;
    private readonly IProgress<string> _progress;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _keeping;

    /// <summary>Spreads programs over sandboxes that are open.</summary>
    /// <param name="digest">What all of them run programs in.</param>
    /// <param name="places">The engines, each with its open sandbox, at least one; null where it is away.</param>
    /// <param name="pace">How often they are looked at.</param>
    /// <param name="progress">Told which engine goes and comes.</param>
    /// <param name="time">The clock.</param>
    public SpreadSandbox(
        string digest, IReadOnlyList<(ISandboxPlace Place, ISandbox? Sandbox)> places, SpreadPace pace, IProgress<string> progress, TimeProvider time)
    {
        ImageDigest = digest;
        _members = [.. places.Select(place => new SpreadMember(place.Place))];
        Workers = places.Sum(place => place.Place.Workers);
        // One that is away now has as many places when it comes as its neighbours: two for each worker.
        Capacity = places.Sum(place => place.Sandbox?.Capacity ?? 2 * place.Place.Workers);
        _seats = new SeatPlan(_members);
        (_pace, _progress, _time) = (pace, progress, time);
        foreach (var (member, sandbox) in _members.Zip(places.Select(place => place.Sandbox)))
        {
            if (sandbox is not null)
            {
                _seats.Open(member, sandbox);
            }
        }

        _keeping = Task.WhenAll([.. _members.Select(member => Task.Run(() => KeepAsync(member, _closing.Token)))]);
    }

    /// <inheritdoc/>
    public string ImageDigest { get; }

    /// <summary>Those of all engines, also of those that are away.</summary>
    public int Workers { get; }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepReport>> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var lost = 0;
        while (true)
        {
            var seat = await _seats.TakeAsync(cancellationToken).ConfigureAwait(false);
            var hasRun = false;
            try
            {
                var reports = await RunAsync(seat, program, cancellationToken).ConfigureAwait(false);
                hasRun = true;
                return reports;
            }
            catch (EngineLostException exception)
            {
                Lose(seat, exception.Message);
                if (++lost == MostEngines)
                {
                    throw new SandboxException($"The program's container was lost with {lost} container engines: {exception.Message}", exception);
                }
            }
            catch (MachineNotAbleException exception)
            {
                // No container starts there, so the program has not begun.
                Lose(seat, exception.Message);
            }
            finally
            {
                _seats.Leave(seat, hasRun);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        // Whatever came of it, the sandboxes have to go.
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_members.SelectMany(member => new[] { member.Sandbox, member.Left }).OfType<ISandbox>()
            .Select(sandbox => sandbox.DisposeAsync().AsTask())).ConfigureAwait(false);
        _closing.Dispose();
    }

    /// <summary>Runs a program at its place, until it has ended or the engine is away: nobody waits for what is lost.</summary>
    private static async Task<IReadOnlyList<StepReport>> RunAsync(SpreadSeat seat, SourceProgram program, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = seat.Sandbox.RunAsync(program, stop.Token);
        try
        {
            if (running.IsCompleted || await Task.WhenAny(running, seat.Lost).ConfigureAwait(false) == running || cancellationToken.IsCancellationRequested)
            {
                return await running.ConfigureAwait(false);
            }

            await stop.CancelAsync().ConfigureAwait(false);
            throw new EngineLostException(await seat.Lost.ConfigureAwait(false));
        }
        finally
        {
            _ = DisposeWhenEndedAsync(running, stop);
        }
    }

    private static async Task DisposeWhenEndedAsync(Task running, CancellationTokenSource stop)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private void Lose(SpreadSeat seat, string reason) => Lose(seat.Member, seat.Sandbox, reason);

    private void Lose(SpreadMember member, ISandbox sandbox, string reason)
    {
        if (_closing.IsCancellationRequested || !_seats.Lose(member, sandbox, reason))
        {
            return;
        }

        var present = _seats.Present;
        _progress.Report(present > 0
            ? $"The container engine at {member.Place.Name} is gone ({reason}): its programs go to the other {(present == 1 ? "one" : $"{present}")}, and it is tried again from time to time"
            : $"The container engine at {member.Place.Name} is gone ({reason}), and it was the last: waiting for one to come back for {_pace.Patience.TotalSeconds:0} s");
        if (present == 0)
        {
            _ = GiveUpLaterAsync(_closing.Token);
        }
    }

    /// <summary>Ends the waiting where no program has been run for too long: an engine that comes, runs nothing and goes again does not count.</summary>
    private async Task GiveUpLaterAsync(CancellationToken closing)
    {
        var (since, runs) = (_time.GetTimestamp(), _seats.Runs);
        while (!closing.IsCancellationRequested && _seats.Runs == runs)
        {
            if (_time.GetElapsedTime(since) >= _pace.Patience)
            {
                _seats.GiveUp();
                if (_seats.Present == 0)
                {
                    return;
                }
            }

            await Task.Delay(_pace.FirstPause, _time, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks after an engine: notices that it is away, and takes it back.</summary>
    private async Task KeepAsync(SpreadMember member, CancellationToken closing)
    {
        var pause = _pace.FirstPause;
        try
        {
            while (true)
            {
                await UntilLostAsync(member, closing).ConfigureAwait(false);
                // One that is lost again before it has run anything is tried less and less often.
                pause = member.HasRun ? _pace.FirstPause : pause;
                do
                {
                    await Task.Delay(pause, _time, closing).ConfigureAwait(false);
                    pause = 2 * pause < _pace.LongestPause ? 2 * pause : _pace.LongestPause;
                }
                while (!await TryTakeBackAsync(member, closing).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task UntilLostAsync(SpreadMember member, CancellationToken closing)
    {
        var misses = 0;
        while (member.Sandbox is { } sandbox)
        {
            await Task.WhenAny(member.Lost, Task.Delay(_pace.Interval, _time, closing)).ConfigureAwait(false);
            closing.ThrowIfCancellationRequested();
            if (!member.Lost.IsCompleted)
            {
                misses = await member.Place.AnswersAsync(closing).ConfigureAwait(false) ? 0 : misses + 1;
                if (misses == MostMisses)
                {
                    Lose(member, sandbox, "it does not answer");
                }
            }
        }
    }

    private async Task<bool> TryTakeBackAsync(SpreadMember member, CancellationToken closing)
    {
        if (!await member.Place.AnswersAsync(closing).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            if (member.Left is { } left)
            {
                await left.DisposeAsync().ConfigureAwait(false); // and what it has left there
                member.Forget();
            }

            var sandbox = await member.Place.OpenAsync(closing).ConfigureAwait(false);
            _seats.Open(member, sandbox);
            _progress.Report($"The container engine at {member.Place.Name} is back");
            return true;
        }
        catch (Exception exception) when (exception is MachineNotAbleException || Containers.EngineFailure.Is(exception))
        {
            return false;
        }
    }
}
