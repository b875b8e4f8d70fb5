using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads a file of problems, strictly: JSON lines or one JSON array, plain or gzip.</summary>
public static class ProblemReader
{
    /// <summary>How many faults of one file are reported before the reader gives up.</summary>
    public const int MostFaults = 20;

    /// <summary>Reads the problems of a version.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="version">One of its versions.</param>
    /// <param name="file">One of the version's files: what its records must look like.</param>
    /// <param name="path">Where the file lies.</param>
    /// <exception cref="InvalidInputException">
    /// Broken JSON, a missing, extra or mistyped field, a task id that was there before, too many or too few records: each
    /// with line and field.
    /// </exception>
    public static ProblemSet Read(Suite suite, SuiteVersion version, BenchmarkFile file, string path) => throw new NotImplementedException();
}
