namespace CodeBench.Core.Executions;

/// <summary>What a compiler in this process has made of a program.</summary>
/// <param name="Output">The file to run; null where the program is not valid.</param>
/// <param name="Diagnostics">What is wrong with it, a line each; empty where there is an output.</param>
/// <param name="Time">How long it took, waiting for its turn not counted.</param>
public sealed record HostCompilationResult(ReadOnlyMemory<byte>? Output, string Diagnostics, TimeSpan Time);
