namespace CodeBench.Core.Executions;

/// <summary>What came of the single tests of a program, where they are counted.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="FirstFailure">The first that failed, for people; null where none did.</param>
public sealed record TestCounts(int Passed, int Failed, string? FirstFailure);
