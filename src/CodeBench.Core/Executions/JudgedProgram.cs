using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CodeBench.Core.Executions;

/// <summary>A line that `judge` writes: what came of one whole program.</summary>
public sealed record JudgedProgram : Outcome
{
    /// <summary>For readers of files; all required fields must be set.</summary>
    [JsonConstructor]
    public JudgedProgram()
    {
    }

    /// <summary>An outcome, and whose it is.</summary>
    [SetsRequiredMembers]
    public JudgedProgram(string id, Outcome outcome) : base(outcome) => Id = id;

    /// <summary>The program's name, as the input had it.</summary>
    [JsonPropertyOrder(1)]
    public required string Id { get; init; }
}
