using CodeBench.Core.Executions;

namespace CodeBench.Core.Reports.Samples;

/// <summary>What a program wrote, and how it ended.</summary>
/// <param name="Stdout">What it wrote to standard output.</param>
/// <param name="Stderr">What it wrote to standard error.</param>
/// <param name="ExitCode">Its exit code; null where it did not exit.</param>
/// <param name="Signal">The signal that ended it; null where none did.</param>
/// <param name="Tests">The single tests; null where they are not counted.</param>
public sealed record OutputText(
    string? Stdout,
    string? Stderr,
    int? ExitCode,
    int? Signal,
    TestCounts? Tests);
