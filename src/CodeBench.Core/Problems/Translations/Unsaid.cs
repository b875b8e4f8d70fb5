namespace CodeBench.Core.Problems.Translations;

/// <summary>Something of a problem that cannot be said in another language.</summary>
/// <param name="Line">The line of the problem's program (prompt, then tests), from 1.</param>
/// <param name="Reason">Why.</param>
public sealed record Unsaid(int Line, string Reason);
