using CodeBench.Core.Completions;
using CodeBench.Generation.Model;
using CodeBench.Generation.Sampling;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Decoding;

/// <summary>A sample on its way.</summary>
internal sealed class Sequence(CompletionRequest request, int sample, KeyValueCache cache, ITokenizer tokenizer, long seed) : IDisposable
{
    public string Key => request.Key;

    public int Sample => sample;

    public KeyValueCache Cache => cache;

    public CompletionText Text { get; } = new(tokenizer, request.StopSequences);

    public SampleRandom Random { get; } = new(seed, request.Key, sample);

    public int Tokens { get; set; }

    /// <summary>The token that was drawn last and has not been through the model.</summary>
    public int Last { get; set; }

    public void Dispose() => cache.Dispose();
}
