using CodeBench.Core.Executions;

namespace CodeBench.Core.Runs;

/// <summary>What the lines of a run's files are keyed by.</summary>
/// <param name="Suite">The suite, with its version where that is not the default.</param>
/// <param name="Language">The language.</param>
/// <param name="TaskId">The problem.</param>
/// <param name="Sample">The sample's number, counted from 0.</param>
public readonly record struct SampleKey(string Suite, string Language, string TaskId, int Sample)
{
    /// <summary>A completion's key.</summary>
    public static SampleKey Of(CompletionLine line) => new(line.Suite, line.Language, line.TaskId, line.Sample);

    /// <summary>The key of the code of an answer.</summary>
    public static SampleKey Of(ExtractionLine line) => new(line.Suite, line.Language, line.TaskId, line.Sample);

    /// <summary>An execution's key.</summary>
    public static SampleKey Of(Execution execution) => new(execution.Suite, execution.Language, execution.TaskId, execution.Sample);
}
