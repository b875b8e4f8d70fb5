using System.Text.Json.Serialization;
using CodeBench.Core.Prompts;

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

    /// <summary>The text that the model sees, byte for byte; of a chat null where nothing rendered it here: samples from elsewhere, a server.</summary>
    public required string? Prompt { get; init; }

    /// <summary>The chat that is asked; null where the prompt is a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>A completion ends where one of these would begin.</summary>
    public required IReadOnlyList<string> StopSequences { get; init; }

    /// <summary>The most tokens of a completion.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>What is asked, for people: the text, or the chat that no text was made of here.</summary>
    internal string ToText() => Prompt ?? string.Join("\n\n", (Messages ?? []).Select(message => $"{message.Role}:\n{message.Content}"));

    /// <summary>What is said to the model, for hashes: of a chat each role and what it says, however it is rendered.</summary>
    internal IEnumerable<string> Texts() => Messages is { } messages ? messages.SelectMany(message => new[] { message.Role, message.Content }) : [Prompt!];
}
