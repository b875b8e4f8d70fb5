using CodeBench.Core.Completions;

namespace CodeBench.Generation.Sampling;

/// <summary>The tokens of one sample as they are drawn: its randomness, and what is kept of its earlier tokens.</summary>
public sealed class SampleDraws
{
    private readonly SampleRandom _random;
    private readonly HashSet<int>? _seen;
    private readonly List<float>? _logProbabilities;

    /// <summary>Before the first token.</summary>
    /// <param name="sampling">How to draw.</param>
    /// <param name="key">What names the prompt.</param>
    /// <param name="sample">The sample's number.</param>
    /// <param name="prompt">The prompt's tokens, which the repetition penalty looks at too.</param>
    public SampleDraws(SamplingOptions sampling, string key, int sample, IReadOnlyList<int> prompt)
    {
        _random = new SampleRandom(sampling.Seed, key, sample);
        _seen = sampling.RepetitionPenalty == 1 ? null : [.. prompt];
        _logProbabilities = sampling.LogProbabilities ? [] : null;
    }

    /// <summary>Draws the next token.</summary>
    /// <param name="sampler">Draws; any number of samples may share it.</param>
    /// <param name="logits">One for each token of the vocabulary.</param>
    public int Draw(TokenSampler sampler, ReadOnlySpan<float> logits)
    {
        var token = sampler.Draw(logits, _random, _seen);
        _seen?.Add(token);
        _logProbabilities?.Add(sampler.LogProbability(logits, token));
        return token;
    }

    /// <summary>The logarithm of the probability of the token that was drawn last; null where nobody asked for it.</summary>
    public float? LastLogProbability => _logProbabilities?[^1];

    /// <summary>The logarithms of the first tokens' probabilities; null where nobody asked for them.</summary>
    /// <param name="tokens">How many, at most as many as were drawn: the end-of-text token behind a completion is none of its tokens.</param>
    public IReadOnlyList<float>? LogProbabilitiesOf(int tokens) => _logProbabilities?[..tokens];
}
