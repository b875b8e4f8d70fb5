using CodeBench.Core.Executions;

namespace CodeBench.Core.Runs;

/// <summary>What was judged, and what came of it.</summary>
/// <typeparam name="T">What the caller knows the program by.</typeparam>
/// <param name="Item">The caller's.</param>
/// <param name="Outcome">What came of it.</param>
public readonly record struct Judged<T>(T Item, Outcome Outcome);
