using CodeBench.Generation.Model.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>Turns the pair (i, i + width / 2) of each head by its position's angles (Su et al. 2021), in the order of Hugging Face's checkpoints.</summary>
internal sealed class RotaryEmbedding
{
    private readonly Scalar _one = 1.ToScalar();

    // x [tokens, heads, width], cos and sin [tokens, 1, width], to [tokens, heads, width]. Each number times the cosine, and its partner in the other half times the sine.
    public Tensor Turn(Tensor x, Tensor cos, Tensor sin)
    {
        if (TensorRows.AreOf(x, x.shape[^1] / 2))
        {
            return RotaryRows.Of(x, cos, sin);
        }

        var wide = x.to(ScalarType.Float32);
        return (wide * cos).addcmul_(wide.roll(x.shape[^1] / 2, -1), sin, _one).to(x.dtype);
    }
}
