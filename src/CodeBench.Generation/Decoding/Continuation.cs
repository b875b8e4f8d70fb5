using CodeBench.Core.Completions;
using CodeBench.Generation.Sampling;

namespace CodeBench.Generation.Decoding;

/// <summary>A sample on its way: what it has drawn, its text, and why it has ended.</summary>
/// <param name="draws">Draws its tokens.</param>
/// <param name="text">Becomes its text; null where ids alone are wanted.</param>
/// <param name="eosIds">The tokens that end it.</param>
/// <param name="limit">The most tokens it may have.</param>
public sealed class Continuation(SampleDraws draws, CompletionText? text, IReadOnlyList<int> eosIds, int limit)
{
    /// <summary>The token that was drawn last and has not been through the model; it may be one that ended the sample.</summary>
    public int Last { get; private set; }

    /// <summary>How many tokens there are, one that only ended the text not counted.</summary>
    public int Tokens { get; private set; }

    /// <summary>Why it has ended; null while it has not.</summary>
    public FinishReason? End { get; private set; }

    /// <summary>Whether it ended at a stop sequence.</summary>
    public bool MetStop { get; private set; }

    /// <summary>The logarithms of its tokens' probabilities; null where nobody asked for them.</summary>
    public IReadOnlyList<float>? LogProbabilities => draws.LogProbabilitiesOf(Tokens);

    /// <summary>The most tokens of a sample: the last one needs no place in the context, for nothing follows it.</summary>
    /// <param name="sampling">Says how many are wanted.</param>
    /// <param name="context">The most positions of a sequence.</param>
    /// <param name="prompt">How many of them the prompt has.</param>
    public static int LimitOf(SamplingOptions sampling, int context, int prompt) => Math.Min(sampling.MaxTokens, context - prompt + 1);

    /// <summary>Draws the next token.</summary>
    /// <param name="sampler">Draws; any number of samples may share it.</param>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <returns>Whether the sample has ended with it.</returns>
    public bool Draw(TokenSampler sampler, ReadOnlySpan<float> logits)
    {
        Last = draws.Draw(sampler, logits);
        if (eosIds.Contains(Last))
        {
            End = FinishReason.Stop;
            return true;
        }

        Tokens++;
        MetStop = text is not null && text.Add(Last);
        End = MetStop ? FinishReason.Stop : Tokens == limit ? FinishReason.Length : null;
        return End is not null;
    }
}
