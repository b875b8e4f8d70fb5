using CodeBench.Core.Executions;
using CodeBench.Core.Programs;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Pooling;
using CodeBench.Execution.Protocol;

namespace CodeBench.Execution.Sandboxes;

/// <summary>Runs programs in a pool of warm containers, one program at a time in each.</summary>
internal sealed class DockerSandbox(
    string imageDigest, ContainerPool pool, ContainerSource source, TimeSpan watchdogMargin, TimeProvider time) : ISandbox
{
    // A program whose container was lost is run once more: twice is no accident.
    private const int Tries = 2;

    // That the engine ended is not held against the program, but one under which engines end again and again is given up.
    private const int MostEngines = 5;

    // Not to wait for ever on a machine on which containers die before anything has begun.
    private const int MostMoves = 20;

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public string ImageDigest => imageDigest;

    /// <inheritdoc/>
    public int Workers => pool.Size;

    /// <inheritdoc/>
    public int Capacity => pool.Size * ContainerPool.ProgramsPerSlot;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepReport>> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var (lost, engines, moves) = (0, 0, 0);
        while (true)
        {
            var lease = await pool.AcquireAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (await TryAsync(program, lease, cancellationToken).ConfigureAwait(false) is { } reports)
                {
                    return reports;
                }
            }
            catch (NotBegunException) when (!cancellationToken.IsCancellationRequested && ++moves < MostMoves)
            {
                // Another program's container: this one has not been tried yet.
            }
            catch (Exception exception) when (IsOurFault(exception, cancellationToken))
            {
                var container = lease.Container is { IsCompletedSuccessfully: true } started ? await started.ConfigureAwait(false) : null;
                var withEngine = await source.IsLostWithEngineAsync(container, cancellationToken).ConfigureAwait(false);
                (lost, engines) = withEngine ? (lost, engines + 1) : (lost + 1, engines);
                if (lost == Tries || engines == MostEngines)
                {
                    throw new SandboxException($"The program's container was lost {lost + engines} times: {exception.Message}", exception);
                }
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync().ConfigureAwait(false);
        await source.RemoveLeftoversAsync().ConfigureAwait(false);
    }

    /// <returns>Null where the program has left before its turn, since another container has nothing to do.</returns>
    private async Task<IReadOnlyList<StepReport>?> TryAsync(SourceProgram program, ContainerLease lease, CancellationToken cancellationToken)
    {
        // The limits are enforced inside; this one only catches a container that does not start or no longer answers.
        using var watchdog = new CancellationTokenSource(StartPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watchdog.Token, pool.Closing);
        var (reusable, left) = (false, false);
        try
        {
            var container = await lease.StartedAsync(either.Token).ConfigureAwait(false);
            var place = container.Join(program);
            if (!place.Turn.IsCompleted)
            {
                // Whoever is before it has a watchdog of his own.
                watchdog.CancelAfter(Timeout.InfiniteTimeSpan);
                left = await HasLeftAsync(container, lease, place, either.Token).ConfigureAwait(false);
                if (left)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return null;
                }
            }

            watchdog.CancelAfter(WatchdogFor(program));
            if (!place.IsSent)
            {
                await container.SendAsync(place, either.Token).ConfigureAwait(false);
            }

            var done = await place.End.WaitAsync(either.Token).ConfigureAwait(false);
            reusable = done!.Notices == CleaningNotices.None;
            return done.Reports;
        }
        catch (OperationCanceledException) when (watchdog.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("its runner gave no report in time");
        }
        finally
        {
            if (!left)
            {
                await pool.ReleaseAsync(lease, reusable).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Lets a program wait behind another one, until its turn has come (false) or it has left (true): another container has
    /// nothing to do, or the caller has given up. Who leaves does no harm to the program before it.
    /// </summary>
    private async Task<bool> HasLeftAsync(
        RunnerContainer container, ContainerLease lease, ProgramInLine place, CancellationToken either)
    {
        if (place.IsSmall)
        {
            await container.SendAsync(place, pool.Closing).ConfigureAwait(false);
        }

        try
        {
            await Task.WhenAny(place.Turn, lease.Moved).WaitAsync(either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!pool.Closing.IsCancellationRequested)
        {
            // The caller has given up.
        }

        if (!place.Turn.IsCompleted && place.IsSent)
        {
            await container.RecallAsync(place, pool.Closing).ConfigureAwait(false);
            _ = ReleaseWhenBackAsync(lease, place);
            return true;
        }

        if (!container.Leave(place))
        {
            return false;
        }

        await pool.ReleaseAsync(lease, reusable: true).ConfigureAwait(false);
        return true;
    }

    /// <summary>A program that was asked back keeps its place until the runner has answered: it may have begun it meanwhile.</summary>
    private async Task ReleaseWhenBackAsync(ContainerLease lease, ProgramInLine place)
    {
        await ((Task)place.End).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var reusable = place.End.IsCompletedSuccessfully && await place.End.ConfigureAwait(false) is null or { Notices: CleaningNotices.None };
        await pool.ReleaseAsync(lease, reusable).ConfigureAwait(false);
    }

    private TimeSpan WatchdogFor(SourceProgram program) =>
        program.Steps.Aggregate(watchdogMargin, (sum, step) => sum + step.Limits.WallTime);

    private bool IsOurFault(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !pool.Closing.IsCancellationRequested
        && (EngineFailure.Is(exception) || exception is ProtocolException or NotBegunException or ObjectDisposedException or InvalidOperationException);
}
