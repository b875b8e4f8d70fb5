using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace CodeBench.Training.Learning;

/// <summary>
/// A Llama (Touvron et al. 2023) for training: all tokens of a text at once, no cache, nothing in place, so that gradients flow.
/// It shares no code with the decoder that samples from its weights: either checks the other.
/// </summary>
public sealed class TrainableDecoder : IDisposable
{
    private const double FirstDeviation = 0.05;

    private readonly DecoderShape _shape;
    private readonly Dictionary<string, Parameter> _parameters = [];

    // TorchSharp reads a number through an object that the garbage collector may take during the call, where nobody else
    // holds it; sums have one too, the factor of their second part.
    private readonly Scalar _zero = 0.ToScalar();
    private readonly Scalar _one = 1.ToScalar();
    private readonly Scalar _two = 2.ToScalar();
    private readonly Scalar _headWidth;
    private readonly Scalar _epsilon;

    /// <summary>A decoder with random weights.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="seed">What the weights depend on.</param>
    public TrainableDecoder(DecoderShape shape, int seed)
    {
        _shape = shape;
        _headWidth = shape.HeadWidth.ToScalar();
        _epsilon = shape.NormEpsilon.ToScalar();
        using var deviation = FirstDeviation.ToScalar();
        using var generator = new Generator((ulong)seed, CPU);
        foreach (var (name, sizes) in Sizes(shape))
        {
            using var value = sizes.Length == 1 ? ones(sizes) : randn(sizes, generator: generator).mul(deviation);
            _parameters.Add(name, new Parameter(value));
        }
    }

    /// <summary>The weights by their names in the checkpoint, in a fixed order.</summary>
    public IReadOnlyDictionary<string, Parameter> Parameters => _parameters;

    /// <summary>Logits for what follows each token.</summary>
    /// <param name="ids">[texts, tokens].</param>
    /// <returns>[texts, tokens, vocabulary].</returns>
    public Tensor Forward(Tensor ids)
    {
        var (cos, sin) = Rotation(ids.shape[1]);
        var embedding = Weight("model.embed_tokens");
        var x = embedding.index_select(0, ids.flatten()).view(ids.shape[0], ids.shape[1], _shape.Hidden);
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            var block = $"model.layers.{layer}.";
            x = x.add(Attention(block + "self_attn.", Norm(x, Weight(block + "input_layernorm")), cos, sin), _one);
            x = x.add(FeedForward(block + "mlp.", Norm(x, Weight(block + "post_attention_layernorm"))), _one);
        }

        return linear(Norm(x, Weight("model.norm")), embedding);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var parameter in _parameters.Values)
        {
            parameter.Dispose();
        }

        foreach (var number in new[] { _zero, _one, _two, _headWidth, _epsilon })
        {
            number.Dispose();
        }
    }

    /// <summary>The name and sizes of each weight, in the order of the file.</summary>
    public static IEnumerable<(string Name, long[] Sizes)> Sizes(DecoderShape shape)
    {
        long hidden = shape.Hidden;
        long keys = shape.KeyValueHeads * shape.HeadWidth;
        yield return ("model.embed_tokens.weight", [shape.Vocabulary, hidden]);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var block = $"model.layers.{layer}.";
            yield return (block + "input_layernorm.weight", [hidden]);
            yield return (block + "self_attn.q_proj.weight", [hidden, hidden]);
            yield return (block + "self_attn.k_proj.weight", [keys, hidden]);
            yield return (block + "self_attn.v_proj.weight", [keys, hidden]);
            yield return (block + "self_attn.o_proj.weight", [hidden, hidden]);
            yield return (block + "post_attention_layernorm.weight", [hidden]);
            yield return (block + "mlp.gate_proj.weight", [shape.Intermediate, hidden]);
            yield return (block + "mlp.up_proj.weight", [shape.Intermediate, hidden]);
            yield return (block + "mlp.down_proj.weight", [hidden, shape.Intermediate]);
        }

        yield return ("model.norm.weight", [hidden]);
    }

    private Parameter Weight(string name) => _parameters[name + ".weight"];

    private Tensor Norm(Tensor x, Tensor weight) => x * x.pow(_two).mean([-1], keepdim: true).add(_epsilon, _one).rsqrt() * weight;

    private Tensor Attention(string part, Tensor x, Tensor cos, Tensor sin)
    {
        var shared = _shape.Heads / _shape.KeyValueHeads;
        var query = Rotate(Split(linear(x, Weight(part + "q_proj")), _shape.Heads), cos, sin);
        var key = Rotate(Split(linear(x, Weight(part + "k_proj")), _shape.KeyValueHeads), cos, sin).repeat_interleave(shared, 1);
        var value = Split(linear(x, Weight(part + "v_proj")), _shape.KeyValueHeads).repeat_interleave(shared, 1);
        var heads = scaled_dot_product_attention(query, key, value, is_casual: true); // [texts, heads, tokens, width]
        return linear(heads.transpose(1, 2).flatten(2), Weight(part + "o_proj"));
    }

    private Tensor FeedForward(string part, Tensor x) =>
        linear(silu(linear(x, Weight(part + "gate_proj"))) * linear(x, Weight(part + "up_proj")), Weight(part + "down_proj"));

    /// <summary>[texts, tokens, heads * width] to [texts, heads, tokens, width].</summary>
    private Tensor Split(Tensor x, int heads) => x.view(x.shape[0], x.shape[1], heads, _shape.HeadWidth).transpose(1, 2);

    /// <summary>Cosine and sine of each position's angles [tokens, width / 2].</summary>
    private (Tensor Cos, Tensor Sin) Rotation(long tokens)
    {
        using var end = tokens.ToScalar();
        var exponents = arange(_zero, _headWidth, _two, ScalarType.Float32).div(_headWidth);
        var angles = outer(arange(_zero, end, _one, ScalarType.Float32), pow(tensor((float)_shape.RopeTheta), -exponents));
        return (angles.cos(), angles.sin());
    }

    /// <summary>Turns the pair (i, i + width / 2) of each head, as Hugging Face's checkpoints have it.</summary>
    private Tensor Rotate(Tensor x, Tensor cos, Tensor sin)
    {
        var halves = x.chunk(2, -1);
        return cat([(halves[0] * cos) - (halves[1] * sin), (halves[1] * cos).add(halves[0] * sin, _one)], -1);
    }
}
