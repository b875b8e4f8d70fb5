using CodeBench.Generation.Model.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>x + attention(norm(x)), then x + feed-forward(norm(x)).</summary>
internal sealed class Block
{
    private readonly Norm _attentionNorm;
    private readonly Attention _attention;
    private readonly Norm _feedForwardNorm;
    private readonly FeedForward _feedForward;
    private readonly Scalar _one = 1.ToScalar();

    public Block(WeightList weights, DecoderConfig config, int layer)
    {
        var name = $"model.layers.{layer}";
        _attentionNorm = Norm.Of(weights, config, name + ".input_layernorm", config.Hidden);
        _attention = new Attention(weights, config, name + ".self_attn", layer);
        _feedForwardNorm = Norm.Of(weights, config, name + ".post_attention_layernorm", config.Hidden);
        _feedForward = FeedForward.Of(weights, config, name + ".mlp");
    }

    // Changes x [tokens, hidden] in place. What a block makes on its way goes when it is done: a long prompt's would fill the memory.
    public void Forward(Tensor x, StepLayout step, KeyValueCache cache)
    {
        using var scope = NewDisposeScope();
        x.add_(_attention.Forward(_attentionNorm.Forward(x), step, cache), _one);
        x.add_(_feedForward.Forward(_feedForwardNorm.Forward(x)), _one);
    }
}
