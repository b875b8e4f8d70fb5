namespace CodeBench.Core.Problems;

/// <summary>A benchmark file that is there now.</summary>
/// <param name="File">Which.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Origin">How it came there.</param>
public sealed record FetchedFile(BenchmarkFile File, string Path, FetchOrigin Origin);
