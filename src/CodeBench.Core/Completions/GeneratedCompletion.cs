namespace CodeBench.Core.Completions;

/// <summary>One sample, as it came from a model.</summary>
public sealed record GeneratedCompletion
{
    /// <summary><see cref="CompletionRequest.Key"/> of the prompt.</summary>
    public required string Key { get; init; }

    /// <summary>The sample's number, counted from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>The text behind the prompt, up to the stop sequence, byte for byte as the tokens say.</summary>
    public required string Text { get; init; }

    /// <summary>How many tokens the model wrote, the end-of-text token not counted.</summary>
    public required int Tokens { get; init; }

    /// <summary>Why it ended.</summary>
    public required FinishReason FinishReason { get; init; }

    /// <summary>Whether it ended at a stop sequence, and not because the model had said all. False where the source cannot tell.</summary>
    public bool MetStop { get; init; }

    /// <summary>
    /// The natural logarithm of each token's probability, as the model had it before anything was done to it; those of a token that only ended the
    /// text are not there. Null where they were not asked for, or the source cannot tell.
    /// </summary>
    public IReadOnlyList<float>? LogProbabilities { get; init; }
}
