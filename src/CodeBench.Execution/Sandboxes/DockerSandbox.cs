using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
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
                if (withEngine && !source.WaitsForEngine)
                {
                    throw new EngineLostException(EngineFailure.Describe(exception), exception);
                }

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
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, pool.Closing);
        var (reusable, leaving) = (false, (ProgramInLine?)null);
        try
        {
            var container = await lease.StartedAsync(stop.Token).ConfigureAwait(false);
            var place = container.Join(program);
            if (!place.Turn.IsCompleted)
            {
                await WaitAsync(container, place, lease.Moved, stop.Token).ConfigureAwait(false);
                if (await container.LeaveAsync(place, pool.Closing).ConfigureAwait(false))
                {
                    leaving = place;
                    cancellationToken.ThrowIfCancellationRequested();
                    return null;
                }
            }

            // Only now: whoever is before it has a watchdog of his own.
            using var watchdog = new Watchdog(LongestRunOf(program), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, watchdog.Token);
            try
            {
                if (!place.IsSent)
                {
                    await container.SendAsync(place, either.Token).ConfigureAwait(false);
                }

                var done = await place.End.WaitAsync(either.Token).ConfigureAwait(false);
                reusable = done!.Notices == CleaningNotices.None;
                return done.Reports;
            }
            catch (OperationCanceledException) when (watchdog.Token.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                throw new TimeoutException("its runner gave no report in time");
            }
        }
        finally
        {
            if (leaving is null)
            {
                // One that is still starting has done nothing yet.
                await pool.ReleaseAsync(lease, reusable || lease.Container is { IsCompleted: false }).ConfigureAwait(false);
            }
            else
            {
                _ = ReleaseWhenBackAsync(lease, leaving);
            }
        }
    }

    /// <summary>Lets a program wait behind another one, until its turn has come, another container has nothing to do, or the caller gives up.</summary>
    private async Task WaitAsync(RunnerContainer container, ProgramInLine place, Task moved, CancellationToken stop)
    {
        if (place.IsSmall)
        {
            await container.SendAsync(place, pool.Closing).ConfigureAwait(false);
        }

        try
        {
            await Task.WhenAny(place.Turn, moved).WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!pool.Closing.IsCancellationRequested)
        {
            // The caller gives up: leaving does no harm to the program before it.
        }
    }

    /// <summary>A program that was asked back keeps its place until the runner has answered: it may have begun it meanwhile.</summary>
    private async Task ReleaseWhenBackAsync(ContainerLease lease, ProgramInLine place)
    {
        var reusable = false;
        try
        {
            await Task.WhenAny(place.Turn, place.End).WaitAsync(pool.Closing).ConfigureAwait(false);
            using var watchdog = new Watchdog(LongestRunOf(place.Program), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(pool.Closing, watchdog.Token);
            reusable = await place.End.WaitAsync(either.Token).ConfigureAwait(false) is null or { Notices: CleaningNotices.None };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The container is lost, or closes; whoever runs there learns it by himself.
        }

        await pool.ReleaseAsync(lease, reusable).ConfigureAwait(false);
    }

    // The limits are enforced inside: what is longer is no program but a container that does not answer any more. What a compile
    // server waits for too long is compiled once more, by the step's command.
    private TimeSpan LongestRunOf(SourceProgram program) => program.Steps.Aggregate(
        watchdogMargin,
        (sum, step) => sum + step.Limits.WallTime * (step is { Warm: true, Kind: StepKind.Compile } && program.CompileServer.Count > 0 ? 2 : 1));

    private bool IsOurFault(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !pool.Closing.IsCancellationRequested
        && (EngineFailure.Is(exception) || exception is ProtocolException or NotBegunException or ObjectDisposedException or InvalidOperationException);
}
