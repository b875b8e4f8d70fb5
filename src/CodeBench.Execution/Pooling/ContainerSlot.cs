using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Pooling;

/// <summary>A worker's place: holds a container, or one that is starting, or none yet.</summary>
internal sealed class ContainerSlot(Func<CancellationToken, Task<RunnerContainer>> start, CancellationToken closing)
{
    private Task<RunnerContainer>? _container;

    /// <summary>Begins to start a container, without waiting for it.</summary>
    public void Warm() => _container ??= Task.Run(() => start(closing), closing);

    /// <summary>The container, once its runner has said hello.</summary>
    public async Task<RunnerContainer> StartedAsync(CancellationToken cancellationToken)
    {
        Warm();
        return await _container!.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the container; the next program gets a new one.</summary>
    public async Task EmptyAsync()
    {
        var container = Interlocked.Exchange(ref _container, null);
        if (container is null)
        {
            return;
        }

        try
        {
            var started = await container.ConfigureAwait(false);
            await started.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It never started: who waited for it was told, and there is nothing to remove.
        }
    }
}
