using CodeBench.Core.Executions;
using CodeBench.Core.Programs;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Pooling;
using CodeBench.Execution.Protocol;

namespace CodeBench.Execution.Sandboxes;

/// <summary>Runs programs in a pool of warm containers, one program at a time in each.</summary>
internal sealed class DockerSandbox(string imageDigest, ContainerPool pool, TimeSpan watchdogMargin, TimeProvider time) : ISandbox
{
    // A program whose container was lost is run once more: twice is no accident.
    private const int Tries = 2;

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public string ImageDigest => imageDigest;

    /// <inheritdoc/>
    public int Workers => pool.Size;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepReport>> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(program, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOurFault(exception, cancellationToken))
            {
                if (attempt == Tries)
                {
                    throw new SandboxException($"The program's container was lost {Tries} times: {exception.Message}", exception);
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => pool.DisposeAsync();

    private async Task<IReadOnlyList<StepReport>> TryAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var lease = await pool.AcquireAsync(cancellationToken).ConfigureAwait(false);
        var reusable = false;
        // The limits are enforced inside; this one only catches a container that does not start or no longer answers.
        using var watchdog = new CancellationTokenSource(StartPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watchdog.Token, pool.Closing);
        try
        {
            var container = await lease.StartedAsync(either.Token).ConfigureAwait(false);
            watchdog.CancelAfter(WatchdogFor(program));
            var done = await container.RunAsync(program, either.Token).ConfigureAwait(false);
            reusable = done.Notices == CleaningNotices.None;
            return done.Reports;
        }
        catch (OperationCanceledException) when (watchdog.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("its runner gave no report in time");
        }
        finally
        {
            await pool.ReleaseAsync(lease, reusable).ConfigureAwait(false);
        }
    }

    private TimeSpan WatchdogFor(SourceProgram program) =>
        program.Steps.Aggregate(watchdogMargin, (sum, step) => sum + step.Limits.WallTime);

    private bool IsOurFault(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !pool.Closing.IsCancellationRequested
        && (EngineFailure.Is(exception) || exception is ProtocolException or ObjectDisposedException or InvalidOperationException);
}
