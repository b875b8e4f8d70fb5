using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Pooling;

/// <summary>A fixed number of containers. Each runs one program at a time; one more lies ready behind it.</summary>
internal sealed class ContainerPool : IAsyncDisposable
{
    /// <summary>Programs at a container: one that runs, and one that begins when that ends, without a word of the host.</summary>
    public const int ProgramsPerSlot = 2;

    private readonly ContainerSlot[] _slots;
    private readonly Lock _lending = new();
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _closing = new();

    /// <summary>All containers begin to start at once; nobody waits for them until a program needs one.</summary>
    public ContainerPool(int size, Func<int, CancellationToken, Task<RunnerContainer>> start)
    {
        Closing = _closing.Token;
        _slots = [.. Enumerable.Range(0, size).Select(slot => new ContainerSlot(stop => start(slot, stop), Closing))];
        _places = new SemaphoreSlim(size * ProgramsPerSlot);
        foreach (var slot in _slots)
        {
            _ = slot.Container();
        }
    }

    /// <summary>How many programs run at once.</summary>
    public int Size => _slots.Length;

    /// <summary>Cancelled when the pool is disposed.</summary>
    public CancellationToken Closing { get; }

    /// <summary>A place for one program, where the fewest others are; waits until there is one.</summary>
    public async Task<ContainerLease> AcquireAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Closing.IsCancellationRequested, this);
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lending)
        {
            var slot = _slots.MinBy(slot => slot.Leases.Count)!;
            var lease = new ContainerLease(slot);
            slot.Leases.Add(lease);
            return lease;
        }
    }

    /// <summary>Takes a place back. Where its slot has nothing to do then, a program that waits at another slot is asked to move.</summary>
    /// <param name="lease">The place.</param>
    /// <param name="reusable">Whether its container may take another program; else it is removed first.</param>
    public async Task ReleaseAsync(ContainerLease lease, bool reusable)
    {
        if (!reusable)
        {
            await lease.Slot.EmptyAsync(lease.Container).ConfigureAwait(false);
        }

        lock (_lending)
        {
            lease.Slot.Leases.Remove(lease);
            if (lease.Slot.Leases.Count == 0 && _slots.MaxBy(slot => slot.Leases.Count) is { Leases: { Count: > 1 } waiting })
            {
                waiting[^1].Move();
            }
        }

        _places.Release();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_slots.Select(slot => slot.EmptyAsync(null))).ConfigureAwait(false);
        // The semaphore holds no handle; programs that were under way may still give their places back.
        _closing.Dispose();
    }
}
