using System.Collections.Concurrent;
using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Pooling;

/// <summary>A fixed number of containers, lent to one program each.</summary>
internal sealed class ContainerPool : IAsyncDisposable
{
    private readonly ContainerSlot[] _slots;
    private readonly ConcurrentStack<ContainerSlot> _free;
    private readonly SemaphoreSlim _available;
    private readonly CancellationTokenSource _closing = new();

    /// <summary>All containers begin to start at once; nobody waits for them until a program needs one.</summary>
    public ContainerPool(int size, Func<int, CancellationToken, Task<RunnerContainer>> start)
    {
        Closing = _closing.Token;
        _slots = [.. Enumerable.Range(0, size).Select(slot => new ContainerSlot(stop => start(slot, stop), Closing))];
        _free = new ConcurrentStack<ContainerSlot>(_slots);
        _available = new SemaphoreSlim(size);
        foreach (var slot in _slots)
        {
            slot.Warm();
        }
    }

    /// <summary>How many programs run at once.</summary>
    public int Size => _slots.Length;

    /// <summary>Cancelled when the pool is disposed.</summary>
    public CancellationToken Closing { get; }

    /// <summary>A slot for one program; waits until one is free.</summary>
    public async Task<ContainerSlot> AcquireAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Closing.IsCancellationRequested, this);
        await _available.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _free.TryPop(out var slot) ? slot : throw new InvalidOperationException("More slots were lent than there are.");
    }

    /// <summary>Takes a slot back.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="reusable">Whether its container may take another program; else it is removed first.</param>
    public async Task ReleaseAsync(ContainerSlot slot, bool reusable)
    {
        if (!reusable)
        {
            await slot.EmptyAsync().ConfigureAwait(false);
        }

        _free.Push(slot);
        _available.Release();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_slots.Select(slot => slot.EmptyAsync())).ConfigureAwait(false);
        // The semaphore holds no handle; programs that were under way may still give their slots back.
        _closing.Dispose();
    }
}
