namespace CodeBench.Core.Prompts;

/// <summary>What a model is asked, a text to continue or a chat to answer, and where it is to stop.</summary>
public sealed record Prompt
{
    /// <summary>The text, byte for byte; null where it is a chat.</summary>
    public string? Text { get; init; }

    /// <summary>The chat; null where it is a text. Where its last turn is the assistant's, that turn is to be continued.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>A completion ends where one of these would begin.</summary>
    public required IReadOnlyList<string> StopSequences { get; init; }

    /// <summary>The most tokens of a completion, 1 or more, where the user does not say otherwise.</summary>
    public required int MaxTokens { get; init; }
}
