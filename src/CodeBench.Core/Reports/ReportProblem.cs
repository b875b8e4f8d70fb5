namespace CodeBench.Core.Reports;

/// <summary>What came of one problem.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Language">The language.</param>
/// <param name="TaskId">The problem.</param>
/// <param name="Samples">How many of its samples have a verdict.</param>
/// <param name="Passed">How many of them passed.</param>
/// <param name="Verdicts">The verdicts of its samples, in order: words of the closed set.</param>
public sealed record ReportProblem(string Suite, string Language, string TaskId, int Samples, int Passed, IReadOnlyList<string> Verdicts);
