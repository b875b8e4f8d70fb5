using CodeBench.Core.Prompts;

namespace CodeBench.Core.Completions;

/// <summary>A prompt, and which of its samples are wanted.</summary>
public sealed record CompletionRequest
{
    /// <summary>What names the problem: part of what a sample's randomness depends on, and the way back to the problem.</summary>
    public required string Key { get; init; }

    /// <summary>The text that the model continues; of a chat what <see cref="ICompletionSource.Render"/> made of it, empty where that makes nothing.</summary>
    public required string Prompt { get; init; }

    /// <summary>
    /// The chat that is asked; null where the prompt is a text. A text that was rendered of a chat is given to the model as it is: its
    /// template has put in front what belongs there.
    /// </summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>The numbers of the samples that are wanted, counted from 0. A resumed run asks only for those it lacks.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>A completion ends where one of these would begin; they are not part of its text.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];
}
