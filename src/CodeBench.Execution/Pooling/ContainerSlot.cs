using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Pooling;

/// <summary>A worker's place: holds a container, or one that is starting, or none yet.</summary>
internal sealed class ContainerSlot(Func<CancellationToken, Task<RunnerContainer>> start, CancellationToken closing)
{
    private readonly Lock _changing = new();
    private Task<RunnerContainer>? _container;
    private Task _emptied = Task.CompletedTask;

    /// <summary>The programs that run here or wait here, in their order. The pool's lock guards it.</summary>
    public List<ContainerLease> Leases { get; } = [];

    /// <summary>The container; begins to start one where there is none.</summary>
    public Task<RunnerContainer> Container()
    {
        lock (_changing)
        {
            return _container ??= Task.Run(() => start(closing), closing);
        }
    }

    /// <summary>Removes a container; the next program gets a new one.</summary>
    /// <param name="container">The one to remove: another one may stand in its place already. Null for whichever is there.</param>
    public Task EmptyAsync(Task<RunnerContainer>? container)
    {
        lock (_changing)
        {
            if (_container is { } present && (container is null || ReferenceEquals(container, present)))
            {
                _container = null;
                _emptied = RemoveAsync(present, _emptied);
            }

            // Also where another caller began it: nobody goes on before the container is gone.
            return _emptied;
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
