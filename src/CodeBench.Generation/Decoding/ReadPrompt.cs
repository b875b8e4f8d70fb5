using CodeBench.Core.Completions;
using CodeBench.Generation.Model;

namespace CodeBench.Generation.Decoding;

/// <summary>A prompt that has been through the model, and can be continued any number of times.</summary>
public sealed class ReadPrompt : IDisposable
{
    internal ReadPrompt(IReadOnlyList<int> ids, SamplingOptions sampling, int limit, KeyValueCache cache, float[] logits) =>
        (Ids, Sampling, Limit, Cache, Logits) = (ids, sampling, limit, cache, logits);

    /// <summary>Its ids.</summary>
    public IReadOnlyList<int> Ids { get; }

    /// <summary>How it is continued.</summary>
    public SamplingOptions Sampling { get; }

    /// <summary>The most tokens of a completion.</summary>
    public int Limit { get; }

    internal KeyValueCache Cache { get; }

    internal float[] Logits { get; }

    /// <inheritdoc/>
    public void Dispose() => Cache.Dispose();
}
