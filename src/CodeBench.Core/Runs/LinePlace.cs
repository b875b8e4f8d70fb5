namespace CodeBench.Core.Runs;

/// <summary>Where a line stands in its file.</summary>
/// <param name="Start">Its first byte, counted from 0.</param>
/// <param name="Length">Its length in bytes, without the line feed.</param>
/// <param name="Number">Its number, counted from 1.</param>
internal readonly record struct LinePlace(long Start, int Length, int Number);
