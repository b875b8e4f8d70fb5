using CodeBench.Core.Programs;
using CodeBench.Execution.Protocol;

namespace CodeBench.Execution.Containers;

/// <summary>A program on its way through a container: behind another one, or running.</summary>
/// <remarks>
/// Whoever waits for its turn or its end goes on in the thread that says so: the one that listens to the container, which has
/// nothing else to do until it listens again. Each hop to another thread would wake one up, which costs more than what it then does. So nothing is
/// said within a lock.
/// </remarks>
/// <param name="id">What the runner calls it.</param>
/// <param name="program">The program.</param>
/// <param name="before">The one that it stands behind; null where the container has nothing else to do.</param>
internal sealed class ProgramInLine(ulong id, SourceProgram program, ProgramInLine? before)
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _turn = new();
    private readonly TaskCompletionSource<RunnerMessage.Done?> _end = new();

    public ulong Id => id;

    public SourceProgram Program => program;

    /// <summary>
    /// Whether it may be sent while another runs. What lies ready takes memory of the container, which is the running
    /// program's: little, and what a pipe holds, is not worth counting.
    /// </summary>
    public bool IsSmall => program.Files.Sum(file => file.Content.Length) + program.Binaries.Sum(file => file.Content.Length) < RunnerContainer.LargestAhead;

    /// <summary>Whether the runner has it, or is about to.</summary>
    public bool IsSent => _sent.Task.IsCompleted;

    /// <summary>Whether its turn has come, said or not yet. The container's lock guards it.</summary>
    public bool HasTurn { get; set; }

    /// <summary>The sending of the program before it; nobody may overtake.</summary>
    public Task SentBefore { get; } = before?._sent.Task ?? Task.CompletedTask;

    /// <summary>Ends when the program's turn has come: nothing runs in the container any more that came before it.</summary>
    public Task Turn => _turn.Task;

    /// <summary>What became of it; null where it was given back, or left before it was sent. Its failure is that of the container.</summary>
    public Task<RunnerMessage.Done?> End => _end.Task;

    public void SayTurn() => _turn.TrySetResult();

    public void SaySent() => _sent.TrySetResult();

    /// <summary>It will not be sent: who stands behind it need only wait for those before it.</summary>
    public void SayLeft()
    {
        SayEnd(null);
        SentBefore.ContinueWith(_ => SaySent(), TaskScheduler.Default);
    }

    public void SayEnd(RunnerMessage.Done? done) => _end.TrySetResult(done);

    /// <summary>The container is of no use any more. A program whose turn never came has not met its fault.</summary>
    public void SayLost(Exception reason)
    {
        _end.TrySetException(_turn.TrySetResult() ? new NotBegunException(reason) : reason);
        _ = _end.Task.Exception; // whoever asked for it may have gone
        _sent.TrySetResult();
    }
}
