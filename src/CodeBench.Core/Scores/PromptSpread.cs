namespace CodeBench.Core.Scores;

/// <summary>How far pass@1 of a suite goes apart when the same problems are asked otherwise. All scores are shares from 0 to 1.</summary>
public sealed record PromptSpread
{
    /// <summary>The suite, with its version where that is not the default, without variants.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>How many problems have a verdict under each variant: the scores are of these.</summary>
    public required int Problems { get; init; }

    /// <summary>The variants with their scores, the prompts as they are first, the others by name; two at least.</summary>
    public required IReadOnlyList<VariantScore> Variants { get; init; }

    /// <summary>The lowest score.</summary>
    public required double Least { get; init; }

    /// <summary>The highest score.</summary>
    public required double Most { get; init; }

    /// <summary>The mean of the scores.</summary>
    public required double Mean { get; init; }

    /// <summary>The highest less the lowest.</summary>
    public required double Spread { get; init; }

    /// <summary>The spread that is to be expected where the variants do not matter to the score (<see cref="SpreadTest"/>).</summary>
    public required double ByChance { get; init; }

    /// <summary>How often scores go as far apart by chance, more than 0 to 1 (<see cref="SpreadTest"/>).</summary>
    public required double P { get; init; }

    /// <summary>The same with all suites and languages of the run taken together (<see cref="HolmAdjustment"/>).</summary>
    public required double PHolm { get; init; }
}
