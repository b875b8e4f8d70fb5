namespace CodeBench.Core.Runs;

/// <summary>A line that `judge` reads: a whole program, tests included.</summary>
/// <param name="Id">Its name: it comes back with the verdict.</param>
/// <param name="Program">Its text.</param>
public sealed record ProgramLine(string Id, string Program);
