using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace CodeBench.Generation.Model.Parts;

/// <summary>What acts on each token by itself.</summary>
internal abstract class FeedForward(ActivationKind activation)
{
    /// <summary>The network that a configuration says.</summary>
    /// <param name="weights">Whom to ask for its weights.</param>
    /// <param name="config">The kind and the sizes.</param>
    /// <param name="name">Its name in the checkpoint.</param>
    public static FeedForward Of(WeightList weights, DecoderConfig config, string name) =>
        config.Family.FeedForward == FeedForwardKind.Gated ? new GatedFeedForward(weights, config, name) : new PlainFeedForward(weights, config, name);

    // [tokens, hidden] to [tokens, hidden].
    public abstract Tensor Forward(Tensor x);

    protected ActivationKind Activation => activation;

    protected Tensor Activate(Tensor x) => activation switch
    {
        ActivationKind.Silu => silu(x),
        ActivationKind.Gelu => gelu(x),
        ActivationKind.GeluTanh => gelu(x, TorchSharp.Modules.GELU.Approximate.tanh, inplace: false),
        _ => relu(x),
    };
}
