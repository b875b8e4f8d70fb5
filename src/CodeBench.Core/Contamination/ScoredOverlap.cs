using CodeBench.Core.Scores;

namespace CodeBench.Core.Contamination;

/// <summary>A problem, how much of it a corpus has, and how a run fared with it.</summary>
/// <param name="Share">The share of its tokens that are covered, from 0 to 1.</param>
/// <param name="Result">The run's samples of it.</param>
public sealed record ScoredOverlap(double Share, PassedSamples Result);
