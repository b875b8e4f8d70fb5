using CodeBench.Generation.Model.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>x / sqrt(mean(x^2) + epsilon) * weight (Zhang and Sennrich 2019), its root in float32 as the checkpoints' authors compute it.</summary>
internal sealed class RootMeanSquareNorm(WeightList weights, string name, int width, double epsilon, bool fromOne) : Norm
{
    private readonly Weight _weight = weights.Add(new WeightPart(name + ".weight", [width]));

    // TorchSharp reads a number through an object that the garbage collector may take during the call, where nobody else
    // holds it; sums have one too, the factor of their second part.
    private readonly Scalar _one = 1.ToScalar();
    private readonly Scalar _epsilon = epsilon.ToScalar();

    public override Tensor Forward(Tensor x)
    {
        if (!fromOne && FusedNorm.IsFor(x.device))
        {
            return FusedNorm.Of(x, _weight.Value, epsilon);
        }

        if (TensorRows.AreOf(x, x.shape[^1]))
        {
            return NormRows.Of(x, _weight.Value, epsilon, fromOne);
        }

        var wide = x.to(ScalarType.Float32);
        var normal = wide * (wide * wide).mean([-1], keepdim: true).add(_epsilon, _one).rsqrt();

        // Where the weight is stored less one, its authors multiply before they round.
        return fromOne
            ? (normal * _weight.Value.to(ScalarType.Float32).add(_one, _one)).to(x.dtype)
            : normal.to(x.dtype) * _weight.Value;
    }
}
