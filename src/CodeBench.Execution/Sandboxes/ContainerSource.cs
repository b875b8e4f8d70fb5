using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Sandboxes;

/// <summary>Where a sandbox has its containers from: an engine that may be away for a while.</summary>
/// <param name="engine">The engine.</param>
/// <param name="sockets">How its runners are spoken to directly.</param>
/// <param name="image">The content address of the image.</param>
/// <param name="sandbox">The name that the containers carry in their labels.</param>
/// <param name="settingsOf">The settings of the container of a worker's slot.</param>
/// <param name="patience">How long the engine is waited for.</param>
/// <param name="startLimit">The most time that the start of one container may take.</param>
/// <param name="helloLimit">The part of it that its runner may be silent once the engine says that it has started.</param>
/// <param name="time">The clock.</param>
internal sealed class ContainerSource(
    Engine engine,
    HostSockets sockets,
    string image,
    string sandbox,
    Func<int, CreateContainerParameters> settingsOf,
    EnginePatience patience,
    TimeSpan startLimit,
    TimeSpan helloLimit,
    TimeProvider time)
{
    // Ample for the end of a stream to get from the kernel to whoever waits for it, on a machine that is busy.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    // A start that is cancelled removes what it made, and that is waited for; but not where the engine hangs.
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(5);

    /// <summary>Whether an engine that is away is waited for; otherwise its programs go elsewhere at once.</summary>
    public bool WaitsForEngine => patience.Waits;

    /// <summary>Starts a container.</summary>
    /// <exception cref="MachineNotAbleException">The engine is gone, or starts none any more: no program can be run.</exception>
    public async Task<RunnerContainer> StartAsync(int slot, CancellationToken cancellationToken)
    {
        try
        {
            return await patience.ExecuteAsync(
                token => StartOnceAsync(slot, token), cancellationToken).ConfigureAwait(false);
        }
        catch (DockerImageNotFoundException exception)
        {
            throw new MachineNotAbleException(EngineAdvice.ImageGone(engine.Endpoint, image), exception);
        }
        catch (Exception exception) when (EngineFailure.Is(exception) && !cancellationToken.IsCancellationRequested)
        {
            var answers = await engine.AnswersAsync(cancellationToken).ConfigureAwait(false);
            throw new MachineNotAbleException(
                answers ? EngineAdvice.StartsNothing(engine.Endpoint, EngineFailure.Describe(exception)) : EngineAdvice.Gone(engine.Endpoint), exception);
        }
    }

    /// <summary>
    /// Whether a container was lost with its engine: with one that does not answer, or with one that has ended. An engine
    /// that was killed leaves its containers alive, and the next one ends them when it may answer already.
    /// </summary>
    /// <param name="container">The container that was lost; null where none had started.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<bool> IsLostWithEngineAsync(RunnerContainer? container, CancellationToken cancellationToken)
    {
        if (!await engine.AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (container is null)
        {
            return false;
        }

        try
        {
            await container.EngineEnd.WaitAsync(EndPatience, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Removes the sandbox's containers that are left: those that could not be removed while the engine was away. Does not throw.</summary>
    public Task RemoveLeftoversAsync() => StaleContainers.RemoveOfAsync(engine.Client, sandbox);

    private async Task<RunnerContainer> StartOnceAsync(int slot, CancellationToken cancellationToken)
    {
        var starting = RunnerContainer.StartAsync(
            engine.Client, engine.Watch.End(), sockets, settingsOf(slot), helloLimit, time, cancellationToken);
        using var giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var cancelled = cancellationToken.Register(() => giveUp.CancelAfter(CancelPatience));
        try
        {
            return await starting.WaitAsync(startLimit, time, giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Where it comes to be after all, it goes again; where this process ends before, the next one removes it.
            _ = RemoveWhenStartedAsync(starting);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private static async Task RemoveWhenStartedAsync(Task<RunnerContainer> starting)
    {
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (starting.IsCompletedSuccessfully)
        {
            await (await starting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }
}
