using CodeBench.Generation.Model.Rows;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>down(f(gate(x)) * up(x)) (Shazeer 2020): SwiGLU where f is SiLU, GeGLU where it is GELU.</summary>
internal sealed class GatedFeedForward(WeightList weights, DecoderConfig config, string name) : FeedForward(config.Activation)
{
    private readonly Linear _gateAndUp = new(
        weights, config.Hidden, config.FeedForwardBias, (name + ".gate_proj", config.Intermediate), (name + ".up_proj", config.Intermediate));

    private readonly Linear _down = new(weights, config.Intermediate, config.FeedForwardBias, (name + ".down_proj", config.Hidden));

    public override Tensor Forward(Tensor x)
    {
        var both = _gateAndUp.Forward(x); // [tokens, 2 intermediate]
        return _down.Forward(Gated(both)); // [tokens, hidden]
    }

    private Tensor Gated(Tensor both)
    {
        if (Activation == ActivationKind.Silu && TensorRows.AreOf(both, both.shape[^1] / 2))
        {
            return SiluRows.Of(both);
        }

        var parts = both.chunk(2, -1); // twice [tokens, intermediate]
        return Activate(parts[0]).mul_(parts[1]);
    }
}
