using CodeBench.Core.Executions;
using CodeBench.Core.Programs;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Spreading;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Spreading;

/// <summary>An engine without containers, which a test takes away and brings back.</summary>
internal sealed class ScriptedPlace(string name) : ISandboxPlace
{
    private TaskCompletionSource _breaking = new();
    private Func<int> _disposed = () => 0;
    private int _opened;
    private volatile bool _silent;
    private volatile bool _gone;
    private int _runs;

    /// <summary>What is run, in place of a step that exits at once.</summary>
    public Func<SourceProgram, CancellationToken, Task<IReadOnlyList<StepReport>>> Script { get; init; } =
        async (_, _) =>
        {
            await Task.Yield();
            return ScriptedSandbox.Exited(0);
        };

    /// <summary>What asking it comes to, in place of an answer.</summary>
    public Func<CancellationToken, Task<bool>>? Question { get; init; }

    public string Name => name;

    public int Workers { get; init; } = 2;

    /// <summary>How often it was opened.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>How often the sandbox that was opened last was disposed.</summary>
    public int Disposed => _disposed();

    /// <summary>How many programs have ended here.</summary>
    public int Runs => Volatile.Read(ref _runs);

    public Task<ISandbox> OpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _opened);
        _breaking = new TaskCompletionSource();
        var sandbox = new ScriptedSandbox(RunAsync) { Workers = Workers };
        _disposed = () => sandbox.Disposed;
        return Task.FromResult<ISandbox>(sandbox);
    }

    public Task<bool> AnswersAsync(CancellationToken cancellationToken) => Question?.Invoke(cancellationToken) ?? Task.FromResult(!_silent && !_gone);

    /// <summary>Its programs are lost, and it does not answer.</summary>
    public void GoAway()
    {
        _gone = true;
        _breaking.TrySetResult();
    }

    /// <summary>It does not answer, and its programs do not end.</summary>
    public void Hang() => _silent = true;

    /// <summary>It answers again.</summary>
    public void ComeBack() => _silent = _gone = false;

    private async Task<IReadOnlyList<StepReport>> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var running = Script(program, cancellationToken);
        if (_gone || await Task.WhenAny(running, _breaking.Task) != running)
        {
            throw new EngineLostException("connection refused");
        }

        var reports = await running;
        Interlocked.Increment(ref _runs);
        return reports;
    }
}
