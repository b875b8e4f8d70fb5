using System.Text.Json;
using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Reports.Exports;

/// <summary>A row of the table of samples: what came of a sample, and its texts; those are null where the run has none.</summary>
public sealed record ExportedSample
{
    /// <summary>What came of it.</summary>
    public required Execution Execution { get; init; }

    /// <summary>What the model was asked.</summary>
    public string? Prompt { get; init; }

    /// <summary>What its text is.</summary>
    public SampleKind? Kind { get; init; }

    /// <summary>The text as it came.</summary>
    public string? Raw { get; init; }

    /// <summary>The text that is judged.</summary>
    public string? Completion { get; init; }

    /// <summary>The code in an answer.</summary>
    public string? Code { get; init; }

    /// <summary>How many tokens the model wrote.</summary>
    public int? Tokens { get; init; }

    /// <summary>Why the model ended.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The columns, named as in the run's files.</summary>
    internal static IReadOnlyList<ExportColumn<ExportedSample>> Columns { get; } =
    [
        new ExportColumn<ExportedSample>.Text("suite", row => row.Execution.Suite),
        new ExportColumn<ExportedSample>.Text("language", row => row.Execution.Language),
        new ExportColumn<ExportedSample>.Text("task_id", row => row.Execution.TaskId),
        new ExportColumn<ExportedSample>.Whole("sample", row => row.Execution.Sample),
        new ExportColumn<ExportedSample>.Text("verdict", row => row.Execution.Verdict.ToWord()),
        new ExportColumn<ExportedSample>.Whole("exit_code", row => row.Execution.ExitCode),
        new ExportColumn<ExportedSample>.Whole("signal", row => row.Execution.Signal),
        new ExportColumn<ExportedSample>.Whole("wall_ms", row => (long)row.Execution.WallTime.TotalMilliseconds),
        new ExportColumn<ExportedSample>.Whole("cpu_ms", row => (long)row.Execution.CpuTime.TotalMilliseconds),
        new ExportColumn<ExportedSample>.Whole("memory_bytes", row => row.Execution.Memory.Bytes),
        new ExportColumn<ExportedSample>.Text("stdout", row => row.Execution.Stdout),
        new ExportColumn<ExportedSample>.Text("stderr", row => row.Execution.Stderr),
        new ExportColumn<ExportedSample>.Whole("tests_passed", row => row.Execution.Tests?.Passed),
        new ExportColumn<ExportedSample>.Whole("tests_failed", row => row.Execution.Tests?.Failed),
        new ExportColumn<ExportedSample>.Text("first_failure", row => row.Execution.Tests?.FirstFailure),
        new ExportColumn<ExportedSample>.Text("prompt", row => row.Prompt),
        new ExportColumn<ExportedSample>.Text("kind", row => Word(row.Kind)),
        new ExportColumn<ExportedSample>.Text("raw", row => row.Raw),
        new ExportColumn<ExportedSample>.Text("completion", row => row.Completion),
        new ExportColumn<ExportedSample>.Text("code", row => row.Code),
        new ExportColumn<ExportedSample>.Whole("tokens", row => row.Tokens),
        new ExportColumn<ExportedSample>.Text("finish_reason", row => Word(row.FinishReason)),
    ];

    // The word that the run's files have.
    private static string? Word<TWord>(TWord? value)
        where TWord : struct, Enum => value is { } word ? JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()) : null;
}
