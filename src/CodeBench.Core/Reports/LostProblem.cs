namespace CodeBench.Core.Reports;

/// <summary>A problem that has samples which pass a part of the tests and not all of them.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="Samples">How many of its samples have a verdict.</param>
/// <param name="Part">How many pass the part.</param>
/// <param name="Whole">How many pass all tests.</param>
/// <param name="FirstFailure">The first input on which one of the lost samples failed, for people.</param>
public sealed record LostProblem(string TaskId, int Samples, int Part, int Whole, string FirstFailure);
