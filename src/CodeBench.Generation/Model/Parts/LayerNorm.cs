using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace CodeBench.Generation.Model.Parts;

/// <summary>(x - mean) / sqrt(variance + epsilon) * weight + bias (Ba, Kiros and Hinton 2016).</summary>
internal sealed class LayerNorm(WeightList weights, string name, int width, double epsilon) : Norm
{
    private readonly long[] _sizes = [width];
    private readonly Weight _weight = weights.Add(new WeightPart(name + ".weight", [width]));
    private readonly Weight _bias = weights.Add(new WeightPart(name + ".bias", [width]));

    public override Tensor Forward(Tensor x) => layer_norm(x, _sizes, _weight.Value, _bias.Value, epsilon);
}
