using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Pooling;

/// <summary>A worker's place: holds a container, or one that is starting, or none yet.</summary>
internal sealed class ContainerSlot(Func<CancellationToken, Task<RunnerContainer>> start, CancellationToken closing)
{
    private readonly Lock _changing = new();
    private Task<RunnerContainer>? _container;
    private Task _emptied = Task.CompletedTask;

    /// <summary>Begins to start a container, without waiting for it.</summary>
    public void Warm() => _ = Container();

    /// <summary>The container, once its runner has said hello.</summary>
    public async Task<RunnerContainer> StartedAsync(CancellationToken cancellationToken)
    {
        return await Container().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the container; the next program gets a new one.</summary>
    public Task EmptyAsync()
    {
        lock (_changing)
        {
            if (_container is { } container)
            {
                _container = null;
                _emptied = RemoveAsync(container, _emptied);
            }

            // Also where another caller began it: nobody goes on before the container is gone.
            return _emptied;
        }
    }

    private Task<RunnerContainer> Container()
    {
        lock (_changing)
        {
            return _container ??= Task.Run(() => start(closing), closing);
        }
    }

    private static async Task RemoveAsync(Task<RunnerContainer> container, Task earlier)
    {
        await earlier.ConfigureAwait(false);
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
