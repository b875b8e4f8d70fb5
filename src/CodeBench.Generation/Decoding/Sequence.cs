using CodeBench.Core.Completions;

namespace CodeBench.Generation.Decoding;

/// <summary>A sample on its way, with its place in the cache.</summary>
internal sealed class Sequence(CompletionRequest request, int sample, int slot, int length, CompletionText text, Continuation continuation)
{
    /// <summary>Its slot of the cache.</summary>
    public int Slot => slot;

    /// <summary>How many positions of it the slot holds.</summary>
    public int Length { get; set; } = length;

    public Continuation Continuation => continuation;

    /// <summary>What came of it.</summary>
    public GeneratedCompletion Finish() => new()
    {
        Key = request.Key,
        Sample = sample,
        Text = text.End(),
        Tokens = continuation.Tokens,
        FinishReason = continuation.End ?? throw new InvalidOperationException("The sample has not ended."),
        MetStop = continuation.MetStop,
        LogProbabilities = continuation.LogProbabilities,
    };
}
