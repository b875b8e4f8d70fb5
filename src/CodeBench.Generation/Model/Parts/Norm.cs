using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>Keeps the last dimension in bounds.</summary>
internal abstract class Norm
{
    /// <summary>The norm that a configuration says.</summary>
    /// <param name="weights">Whom to ask for its weights.</param>
    /// <param name="config">The kind, and what is added below the root.</param>
    /// <param name="name">Its name in the checkpoint, without ".weight".</param>
    /// <param name="width">The last dimension.</param>
    public static Norm Of(WeightList weights, DecoderConfig config, string name, int width) => config.Family.Norm switch
    {
        NormKind.Layer => new LayerNorm(weights, name, width, config.NormEpsilon),
        var kind => new RootMeanSquareNorm(weights, name, width, config.NormEpsilon, kind == NormKind.RootMeanSquareFromOne),
    };

    // [.., width] to [.., width].
    public abstract Tensor Forward(Tensor x);
}
