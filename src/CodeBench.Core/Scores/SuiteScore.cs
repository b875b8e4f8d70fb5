using System.Text.Json.Serialization;

namespace CodeBench.Core.Scores;

/// <summary>The score of one suite in one language.</summary>
public sealed record SuiteScore
{
    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>N: how many problems have at least one verdict that is not a sandbox fault.</summary>
    public required int Problems { get; init; }

    /// <summary>
    /// How many of the problems a right solution can pass at all; null where all. Their share is the ceiling of every pass@k, and
    /// changes none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Solvable { get; init; }

    /// <summary>How many samples have such a verdict, over all problems.</summary>
    public required int Samples { get; init; }

    /// <summary>pass@k by k, ascending: every k for which each problem has at least k samples. Empty where a problem has none.</summary>
    public required IReadOnlyDictionary<int, PassAtScore> PassAt { get; init; }

    /// <summary>
    /// pass^k by k, ascending (<see cref="PassHatK"/>), for the same k; null, and not written, where problems have one sample: then it is pass@1.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<int, PassAtScore>? PassHat { get; init; }

    /// <summary>How often each verdict came, sandbox faults too; every verdict is there.</summary>
    public required IReadOnlyDictionary<string, int> Verdicts { get; init; }
}
