using CodeBench.Bench.Setup;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Bench.Overhead;

/// <summary>Runs nothing and answers at once, as a container would: right programs print their proof, others a traceback.</summary>
/// <param name="printed">What each program prints, beside that.</param>
internal sealed class InstantSandbox(string printed) : ISandbox, ISandboxProvider
{
    private const string Word = "proof";
    private const int Digits = 32;

    private const string Traceback = """
        Traceback (most recent call last):
          File "<string>", line 1, in <module>
          File "program.py", line 48, in <module>
          File "program.py", line 37, in check
        AssertionError

        """;

    /// <inheritdoc/>
    public string ImageDigest => "sha256:none";

    /// <inheritdoc/>
    public int Workers => 2;

    /// <inheritdoc/>
    public int Capacity => 2 * Workers;

    /// <summary>What a container would report.</summary>
    public IReadOnlyList<StepReport> Answer(SourceProgram program)
    {
        var text = program.Files[0].Content;
        var right = SoakSample.IsRight(text);
        var word = text.AsSpan(text.LastIndexOf(Word, StringComparison.Ordinal), Word.Length + Digits);
        return
        [
            new StepReport
            {
                Kind = StepKind.Run,
                End = StepEnd.Exited,
                ExitCode = right ? 0 : 1,
                WallTime = TimeSpan.FromMilliseconds(4),
                CpuTime = TimeSpan.FromMilliseconds(3),
                PeakMemory = ByteSize.FromMebibytes(9),
                Stdout = new CapturedOutput(right ? $"{printed}\n{word}\n" : printed, "", 0),
                Stderr = right ? CapturedOutput.Empty : new CapturedOutput(Traceback, "", 0),
            },
        ];
    }

    /// <inheritdoc/>
    public Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken) =>
        Task.FromResult<ISandbox>(this);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StepReport>> RunAsync(SourceProgram program, CancellationToken cancellationToken) => Task.FromResult(Answer(program));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
