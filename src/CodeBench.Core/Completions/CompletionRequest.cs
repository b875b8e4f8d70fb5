namespace CodeBench.Core.Completions;

/// <summary>A prompt, and which of its samples are wanted.</summary>
public sealed record CompletionRequest
{
    /// <summary>What names the problem: part of what a sample's randomness depends on, and the way back to the problem.</summary>
    public required string Key { get; init; }

    /// <summary>The text that the model continues.</summary>
    public required string Prompt { get; init; }

    /// <summary>The numbers of the samples that are wanted, counted from 0. A resumed run asks only for those it lacks.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>A completion ends where one of these would begin; they are not part of its text.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];
}
