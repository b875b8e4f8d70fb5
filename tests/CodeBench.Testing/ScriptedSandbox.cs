using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Testing;

/// <summary>
/// A sandbox that runs nothing: a script says what came of each program. A program whose script prints
/// <see cref="ProofOf"/> passes.
/// </summary>
/// <param name="script">What came of a program.</param>
public sealed class ScriptedSandbox(Func<SourceProgram, CancellationToken, Task<IReadOnlyList<StepReport>>> script) : ISandbox, ISandboxProvider
{
    private int _runs;
    private int _disposed;

    /// <summary>A script that needs no time.</summary>
    public ScriptedSandbox(Func<SourceProgram, IReadOnlyList<StepReport>> script)
        : this((program, _) => Task.FromResult(script(program)))
    {
    }

    /// <inheritdoc/>
    public string ImageDigest { get; init; } = "sha256:scripted";

    /// <inheritdoc/>
    public int Workers { get; init; } = 2;

    /// <inheritdoc/>
    public int Capacity => Workers + Ahead;

    /// <summary>How many programs it takes beside those that run.</summary>
    public int Ahead { get; init; }

    /// <summary>How many programs were run.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>How often it was disposed.</summary>
    public int Disposed => Volatile.Read(ref _disposed);

    /// <summary>The line that the program's epilogue prints: what a sandbox would see of a program that reached its end.</summary>
    public static string ProofOf(SourceProgram program)
    {
        var text = program.Files[0].Content;
        var start = text.LastIndexOf("proof", StringComparison.Ordinal);
        return $"{text.AsSpan(start, "proof".Length + 32)}\n";
    }

    /// <summary>A step that exited.</summary>
    public static IReadOnlyList<StepReport> Exited(int code, string stdout = "", string stderr = "") =>
    [
        new StepReport
        {
            Kind = StepKind.Run,
            End = StepEnd.Exited,
            ExitCode = code,
            WallTime = TimeSpan.FromMilliseconds(7),
            CpuTime = TimeSpan.FromMilliseconds(5),
            PeakMemory = ByteSize.FromMebibytes(9),
            Stdout = new CapturedOutput(stdout, "", 0),
            Stderr = new CapturedOutput(stderr, "", 0),
        },
    ];

    /// <inheritdoc/>
    public Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken) =>
        Task.FromResult<ISandbox>(this);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StepReport>> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        return script(program, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposed);
        return ValueTask.CompletedTask;
    }
}
