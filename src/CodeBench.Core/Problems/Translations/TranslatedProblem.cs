using System.Text.Json.Serialization;

namespace CodeBench.Core.Problems.Translations;

/// <summary>A problem in a language: a record in MultiPL-E's form.</summary>
public sealed record TranslatedProblem
{
    /// <summary>Its name: "HumanEval_0_has_close_elements".</summary>
    [JsonPropertyOrder(0)]
    public required string Name { get; init; }

    /// <summary>The language, as MultiPL-E has it.</summary>
    [JsonPropertyOrder(1)]
    public required string Language { get; init; }

    /// <summary>What a model is asked to go on with.</summary>
    [JsonPropertyOrder(2)]
    public required string Prompt { get; init; }

    /// <summary>What became of the examples: they were said in the language, too.</summary>
    [JsonPropertyOrder(3)]
    public string Doctests { get; init; } = "transform";

    /// <summary>The problem that it is a translation of.</summary>
    [JsonPropertyOrder(4)]
    public required string Original { get; init; }

    /// <summary>What became of the words: those that mean something else in the language were replaced.</summary>
    [JsonPropertyOrder(5)]
    public string PromptTerminology { get; init; } = "reworded";

    /// <summary>The tests; what a completion leaves open they close.</summary>
    [JsonPropertyOrder(6)]
    public required string Tests { get; init; }

    /// <summary>Where a completion ends.</summary>
    [JsonPropertyOrder(7)]
    public required IReadOnlyList<string> StopTokens { get; init; }
}
