using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Executions;

/// <summary>
/// A sandbox whose programs are compiled in this process: the one behind it sees what was made of them, and runs that. What the
/// compiler declines goes through as it came, and is compiled by the step's command.
/// </summary>
/// <param name="sandbox">The sandbox that runs programs; disposed with this one.</param>
/// <param name="compiler">The compiler; disposed with this one.</param>
/// <param name="environment">What compiler and image are together.</param>
/// <param name="fileName">The file that is compiled.</param>
internal sealed class HostCompilingSandbox(ISandbox sandbox, IProgramCompiler compiler, string environment, string fileName) : ISandbox
{
    private const int Failed = 1;

    /// <inheritdoc/>
    public string ImageDigest => environment;

    /// <inheritdoc/>
    public int Workers => sandbox.Workers;

    /// <summary>Those of the sandbox, and one for each worker that is compiled meanwhile.</summary>
    public int Capacity => sandbox.Capacity + sandbox.Workers;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepReport>> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var step = program.Steps[0];
        if (step.Host is not { } host || program.Files.FirstOrDefault(file => file.Name == fileName) is not { } source)
        {
            return await sandbox.RunAsync(program, cancellationToken).ConfigureAwait(false);
        }

        var result = await compiler.CompileAsync(fileName, source.Content, step.Limits, cancellationToken).ConfigureAwait(false);
        if (result is null)
        {
            return await sandbox.RunAsync(program, cancellationToken).ConfigureAwait(false);
        }

        var report = ReportOf(result);
        return result.Output is { } output
            ? [report, .. await sandbox.RunAsync(WithoutFirstStep(program, new BinaryFile(host.Output, output)), cancellationToken).ConfigureAwait(false)]
            : [report];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await sandbox.DisposeAsync().ConfigureAwait(false);
        compiler.Dispose();
    }

    private static SourceProgram WithoutFirstStep(SourceProgram program, BinaryFile output) => program with
    {
        Files = [.. program.Files.Where(file => file.Step != 0).Select(file => file with { Step = file.Step - 1 })],
        Binaries = [.. program.Binaries, output],
        Steps = [.. program.Steps.Skip(1)],
    };

    // The compiler works on one thread and waits for nothing: its wall time is its processor time. It has no process whose memory could be told.
    private static StepReport ReportOf(HostCompilationResult result) => new()
    {
        Kind = StepKind.Compile,
        End = StepEnd.Exited,
        ExitCode = result.Output is null ? Failed : 0,
        WallTime = result.Time,
        CpuTime = result.Time,
        PeakMemory = default(ByteSize),
        Stdout = CapturedOutput.Empty,
        Stderr = new CapturedOutput(result.Diagnostics, "", 0),
    };
}
