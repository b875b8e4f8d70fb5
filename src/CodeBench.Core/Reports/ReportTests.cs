namespace CodeBench.Core.Reports;

/// <summary>What came of a sample's single tests.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="FirstFailure">The first that failed, for people; empty where none did.</param>
public sealed record ReportTests(int Passed, int Failed, string FirstFailure);
