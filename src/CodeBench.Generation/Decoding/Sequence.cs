using CodeBench.Core.Completions;
using CodeBench.Generation.Model.Steps;
using CodeBench.Generation.Sampling;

namespace CodeBench.Generation.Decoding;

/// <summary>A sample on its way, with its place in the cache.</summary>
internal sealed class Sequence(CompletionRequest request, int sample, int slot, int length, CompletionText text, Continuation continuation)
{
    /// <summary>Its slot of the cache.</summary>
    public int Slot => slot;

    public Continuation Continuation => continuation;

    /// <summary>Its token that was drawn last, to go through the model.</summary>
    public SequenceStep Step => new(slot, length, [continuation.Last]);

    /// <summary>That has been through: draws the next one.</summary>
    /// <param name="sampler">Draws.</param>
    /// <param name="logits">What came of it, one for each token of the vocabulary.</param>
    public void Draw(TokenSampler sampler, ReadOnlySpan<float> logits)
    {
        length++;
        continuation.Draw(sampler, logits);
    }

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
