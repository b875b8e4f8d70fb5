namespace CodeBench.Core.Runs;

/// <summary>A problem, or a statement of its tests, that a translation leaves out.</summary>
/// <param name="TaskId">The problem.</param>
/// <param name="Line">The line of its program (prompt, then tests), from 1.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftOut(string TaskId, int Line, string Reason);
