using CodeBench.Core.Completions;
using CodeBench.Generation.Sampling;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Decoding;

/// <summary>A sample on its way.</summary>
internal sealed class Sequence(CompletionRequest request, int sample, int slot, int length, ITokenizer tokenizer, long seed)
{
    public string Key => request.Key;

    public int Sample => sample;

    /// <summary>Its slot of the cache.</summary>
    public int Slot => slot;

    /// <summary>How many positions of it the slot holds.</summary>
    public int Length { get; set; } = length;

    public CompletionText Text { get; } = new(tokenizer, request.StopSequences);

    public SampleRandom Random { get; } = new(seed, request.Key, sample);

    public int Tokens { get; set; }

    /// <summary>The token that was drawn last and has not been through the model.</summary>
    public int Last { get; set; }
}
