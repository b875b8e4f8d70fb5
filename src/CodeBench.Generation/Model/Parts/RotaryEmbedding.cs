using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>Turns the pair (i, i + width / 2) of each head by its position's angles (Su et al. 2021), in the order of Hugging Face's checkpoints.</summary>
internal sealed class RotaryEmbedding
{
    private readonly Scalar _one = 1.ToScalar();
    private readonly Scalar _minusOne = (-1).ToScalar();

    // x [tokens, heads, width], cos and sin [tokens, 1, width / 2], to [tokens, heads, width].
    public Tensor Turn(Tensor x, Tensor cos, Tensor sin)
    {
        var halves = x.to(ScalarType.Float32).chunk(2, -1);
        var first = (halves[0] * cos).addcmul_(halves[1], sin, _minusOne);
        var second = (halves[1] * cos).addcmul_(halves[0], sin, _one);
        return cat([first, second], -1).to(x.dtype);
    }
}
