namespace CodeBench.Core.Runs;

/// <summary>What the lines of a run's files are keyed by.</summary>
/// <param name="Suite">The suite, with its version where that is not the default.</param>
/// <param name="Language">The language.</param>
/// <param name="TaskId">The problem.</param>
/// <param name="Sample">The sample's number, counted from 0.</param>
public readonly record struct SampleKey(string Suite, string Language, string TaskId, int Sample);
