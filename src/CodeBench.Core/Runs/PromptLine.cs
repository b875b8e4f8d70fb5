namespace CodeBench.Core.Runs;

/// <summary>A line of prompts.jsonl: what the model is asked.</summary>
public sealed record PromptLine
{
    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>The problem.</summary>
    public required string TaskId { get; init; }

    /// <summary>The text, byte for byte.</summary>
    public required string Prompt { get; init; }

    /// <summary>A completion ends where one of these would begin.</summary>
    public required IReadOnlyList<string> StopSequences { get; init; }

    /// <summary>The most tokens of a completion.</summary>
    public required int MaxTokens { get; init; }
}
