namespace CodeBench.Core.Problems;

/// <summary>The reference solution of a suite that takes longest: it tells on which machines the suite's limits leave room.</summary>
/// <param name="Problem">The task id of its problem.</param>
/// <param name="CpuTime">The processor time of its program, tests included, on the reference machine; more than 0.</param>
public sealed record SlowestReference(string Problem, TimeSpan CpuTime);
