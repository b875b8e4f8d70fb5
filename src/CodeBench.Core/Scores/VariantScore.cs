namespace CodeBench.Core.Scores;

/// <summary>pass@1 under one variant of the prompts.</summary>
/// <param name="Variant">The variant's name; "baseline" for the prompts as they are.</param>
/// <param name="Score">A share from 0 to 1.</param>
public sealed record VariantScore(string Variant, double Score);
