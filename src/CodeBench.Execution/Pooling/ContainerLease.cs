using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Pooling;

/// <summary>A program's place at a slot: its container runs the program, now or after the one that came before.</summary>
internal sealed class ContainerLease(ContainerSlot slot)
{
    private readonly TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ContainerSlot Slot => slot;

    /// <summary>The container that was lent; null until it has started.</summary>
    public Task<RunnerContainer>? Container { get; private set; }

    /// <summary>Ends when another slot has become idle, so that nobody has to wait here.</summary>
    public Task Moved => _moved.Task;

    /// <summary>The slot's container, once its runner has said hello.</summary>
    public Task<RunnerContainer> StartedAsync(CancellationToken cancellationToken)
    {
        Container = slot.Container();
        return Container.WaitAsync(cancellationToken);
    }

    public void Move() => _moved.TrySetResult();
}
