namespace CodeBench.Syntax.Compilation;

/// <summary>What became of a program.</summary>
/// <param name="Output">The assembly; null where the program is not valid.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record Translation(ReadOnlyMemory<byte>? Output, string Diagnostics);
