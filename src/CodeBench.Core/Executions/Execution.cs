using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CodeBench.Core.Executions;

/// <summary>A line of executions.jsonl: what came of one sample.</summary>
public sealed record Execution : Outcome
{
    /// <summary>For readers of files; all required fields must be set.</summary>
    [JsonConstructor]
    public Execution()
    {
    }

    /// <summary>An outcome, and whose it is.</summary>
    [SetsRequiredMembers]
    public Execution(string suite, string language, string taskId, int sample, Outcome outcome) : base(outcome) =>
        (Suite, Language, TaskId, Sample) = (suite, language, taskId, sample);

    /// <summary>The suite, with its version where that is not the default.</summary>
    [JsonPropertyOrder(1)]
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    [JsonPropertyOrder(2)]
    public required string Language { get; init; }

    /// <summary>The problem.</summary>
    [JsonPropertyOrder(3)]
    public required string TaskId { get; init; }

    /// <summary>The sample's number, counted from 0.</summary>
    [JsonPropertyOrder(4)]
    public required int Sample { get; init; }
}
