using CodeBench.Core.Faults;

namespace CodeBench.Core.Completions;

/// <summary>How completions are drawn from a model.</summary>
public sealed record SamplingOptions
{
    /// <summary>Completions for each problem, 1 or more. Default 1.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>0 is greedy: always the likeliest token. Otherwise logits are divided by it; 0 to 10. Default 0.</summary>
    public double Temperature { get; init; }

    /// <summary>Nucleus sampling (Holtzman et al. 2020): the smallest set of tokens with at least this probability; over 0, up to 1. Default 1, off.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Only that many of the likeliest tokens; 0, the default, is off.</summary>
    public int TopK { get; init; }

    /// <summary>Only tokens that are at least this much as likely as the likeliest (Nguyen et al. 2024); 0 to 1. Default 0, off.</summary>
    public double MinP { get; init; }

    /// <summary>
    /// Tokens of the prompt and of what has been written get less likely: their logits are divided by this, negative ones multiplied (Keskar et
    /// al. 2019). Over 0; below 1 they get likelier. Default 1, off.
    /// </summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Whether completions say how likely each of their tokens was. Default no.</summary>
    public bool LogProbabilities { get; init; }

    /// <summary>The most tokens that a completion may have, 1 or more. Default 512.</summary>
    public int MaxTokens { get; init; } = 512;

    /// <summary>Sample i of problem p depends on this seed, p and i alone. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>The most sequences that are decoded together, 1 or more. Default 32. Changes nothing but speed and memory.</summary>
    public int Batch { get; init; } = BatchLimits.DefaultSequences;

    /// <summary>
    /// How much memory keys and values may take; where that is less than the batch would, fewer sequences are decoded together. Null, the default, is
    /// half of what is free; a CUDA device is then taken to have enough.
    /// </summary>
    public ByteSize? CacheMemory { get; init; }

    /// <summary>
    /// Whether completions are the same to the last bit whatever else is decoded with them; on a CPU, in float32. Default no: products of other
    /// sizes are rounded in another way, so that one token in very many may be another one.
    /// </summary>
    public bool Deterministic { get; init; }
}
