using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Completions;

/// <summary>
/// Reads samples that came from elsewhere: lines {"task_id", "completion"} or {"task_id", "solution"} (.jsonl, .jsonl.gz), and
/// MultiPL-E's one JSON object for a problem, with "name" and "completions" (.json, .json.gz).
/// </summary>
public static class SampleReader
{
    /// <summary>How many faults are reported before the reader gives up.</summary>
    public const int MostFaults = 20;

    /// <summary>Reads the samples of all files, in their order.</summary>
    /// <exception cref="InvalidInputException">
    /// No such file, broken JSON, a missing field, both texts in one line, or a task that the suite does not have: each with file and line.
    /// </exception>
    public static IReadOnlyList<SampleText> Read(ProblemSet problems, IReadOnlyList<string> paths) => throw new NotImplementedException();
}
