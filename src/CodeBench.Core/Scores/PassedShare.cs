namespace CodeBench.Core.Scores;

/// <summary>How a problem fared in one language.</summary>
/// <param name="Share">The share of its samples that passed: pass@1, 0 to 1.</param>
/// <param name="Samples">Of how many samples, 1 or more.</param>
internal readonly record struct PassedShare(double Share, int Samples);
