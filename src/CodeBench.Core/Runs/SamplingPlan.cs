using System.Text.Json.Serialization;
using CodeBench.Core.Completions;

namespace CodeBench.Core.Runs;

/// <summary>How a run draws its completions: all that changes them, and nothing that only changes their speed.</summary>
public sealed record SamplingPlan
{
    /// <summary>Completions for each problem.</summary>
    public required int Samples { get; init; }

    /// <summary>0 is greedy.</summary>
    public required double Temperature { get; init; }

    /// <summary>Nucleus sampling; 1 is off.</summary>
    public required double TopP { get; init; }

    /// <summary>Only that many of the likeliest tokens; 0 is off.</summary>
    public required int TopK { get; init; }

    /// <summary>Only tokens that are at least this much as likely as the likeliest; null is off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // plans that were made before it was known stay what they are
    public double? MinP { get; init; }

    /// <summary>Makes tokens that were there already less likely; null is off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RepetitionPenalty { get; init; }

    /// <summary>Whether completions say how likely each of their tokens was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Logprobs { get; init; }

    /// <summary><see cref="SamplingOptions.Deterministic"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deterministic { get; init; }

    /// <summary>The most tokens of a completion; null leaves it to each suite's prompt style.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What the samples' randomness depends on.</summary>
    public required long Seed { get; init; }

    /// <summary>The options that a completion source takes.</summary>
    /// <param name="styleMaxTokens">The most tokens where the user did not say.</param>
    /// <param name="batch">How much is decoded together.</param>
    public SamplingOptions ToOptions(int styleMaxTokens, BatchLimits batch) => new()
    {
        Samples = Samples,
        Temperature = Temperature,
        TopP = TopP,
        TopK = TopK,
        MinP = MinP ?? 0,
        RepetitionPenalty = RepetitionPenalty ?? 1,
        LogProbabilities = Logprobs,
        MaxTokens = MaxTokens ?? styleMaxTokens,
        Seed = Seed,
        Batch = batch.Sequences,
        CacheMemory = batch.CacheMemory,
        Deterministic = Deterministic,
    };
}
