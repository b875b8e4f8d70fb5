using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>c_proj(f(c_fc(x))).</summary>
internal sealed class PlainFeedForward(WeightList weights, DecoderConfig config, string name) : FeedForward(config.Activation)
{
    private readonly Linear _up = new(weights, config.Hidden, config.FeedForwardBias, (name + ".c_fc", config.Intermediate));
    private readonly Linear _down = new(weights, config.Intermediate, config.FeedForwardBias, (name + ".c_proj", config.Hidden));

    public override Tensor Forward(Tensor x) => _down.Forward(Activate(_up.Forward(x))); // [tokens, intermediate] between
}
