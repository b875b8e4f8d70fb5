using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace CodeBench.Generation.Model;

/// <summary>
/// The decoder of Llama (Touvron et al. 2023): RMSNorm, rotary embedding, grouped-query attention, SwiGLU. Several
/// sequences go through it together, each with a cache and a number of new tokens of its own: what acts on single tokens
/// is done for all of them at once, attention for each sequence by itself.
/// </summary>
public sealed class LlamaDecoder : IDisposable
{
    private readonly LlamaConfig _config;
    private readonly IReadOnlyDictionary<string, Tensor> _weights;
    private readonly Tensor _cos;
    private readonly Tensor _sin;

    // TorchSharp reads a number through an object that the garbage collector may take during the call, where nobody else
    // holds it; sums have one too, the factor of their second part.
    private readonly Scalar _one = 1.ToScalar();
    private readonly Scalar _epsilon;

    /// <summary>A decoder over weights, which it owns from now on.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="weights">The weights by their names in the checkpoint, of the sizes that the configuration says.</param>
    public LlamaDecoder(LlamaConfig config, IReadOnlyDictionary<string, Tensor> weights)
    {
        _config = config;
        _weights = weights;
        _epsilon = config.NormEpsilon.ToScalar();
        using var scope = NewDisposeScope();
        var device = Embedding.device;
        var exponents = arange(0, config.HeadWidth, 2, ScalarType.Float64, device) / config.HeadWidth;
        var angles = outer(arange(config.Context, ScalarType.Float64, device), pow(tensor(config.RopeTheta, device: device), -exponents));
        _cos = angles.cos().to(ScalarType.Float32).DetachFromDisposeScope(); // [context, width / 2]
        _sin = angles.sin().to(ScalarType.Float32).DetachFromDisposeScope();
    }

    /// <summary>Its sizes.</summary>
    public LlamaConfig Config => _config;

    /// <summary>How many numbers its weights are.</summary>
    public long Parameters => _weights.Values.Sum(weight => weight.numel());

    private Tensor Embedding => _weights["model.embed_tokens.weight"];

    /// <summary>An empty cache.</summary>
    public KeyValueCache NewCache(int room) => new(_config, room, Embedding);

    /// <summary>Takes each sequence some tokens further.</summary>
    /// <param name="steps">The cache of each sequence, and its new tokens, one or more.</param>
    /// <returns>Logits for what follows the last token of each sequence, float32 [sequences, vocabulary]; the caller disposes them.</returns>
    public Tensor Forward(IReadOnlyList<(KeyValueCache Cache, IReadOnlyList<int> Tokens)> steps)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var ids = tensor(steps.SelectMany(step => step.Tokens).Select(id => (long)id).ToArray(), device: Embedding.device);
        var positions = tensor(
            steps.SelectMany(step => Enumerable.Range(step.Cache.Length, step.Tokens.Count)).Select(position => (long)position).ToArray(),
            device: Embedding.device);
        var (cos, sin) = (_cos.index_select(0, positions).unsqueeze(0), _sin.index_select(0, positions).unsqueeze(0)); // [1, tokens, width / 2]
        var x = Embedding.index_select(0, ids); // [tokens, hidden]
        for (var layer = 0; layer < _config.Layers; layer++)
        {
            var block = $"model.layers.{layer}.";
            x = x.add(Attention(layer, Norm(x, block + "input_layernorm"), cos, sin, steps), _one);
            x = x.add(FeedForward(block + "mlp.", Norm(x, block + "post_attention_layernorm")), _one);
        }

        var lasts = new long[steps.Count];
        long end = 0;
        for (var sequence = 0; sequence < steps.Count; sequence++)
        {
            end += steps[sequence].Tokens.Count;
            lasts[sequence] = end - 1;
            steps[sequence].Cache.Advance(steps[sequence].Tokens.Count);
        }

        var last = Norm(x.index_select(0, tensor(lasts, device: Embedding.device)), "model.norm"); // [sequences, hidden]
        var output = _config.TiedEmbeddings ? Embedding : _weights["lm_head.weight"];
        return linear(last, output).to(ScalarType.Float32).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weight in _weights.Values)
        {
            weight.Dispose();
        }

        _cos.Dispose();
        _sin.Dispose();
        _one.Dispose();
        _epsilon.Dispose();
    }

    // RMSNorm (Zhang and Sennrich 2019), computed in float32 as the checkpoints' authors do.
    private Tensor Norm(Tensor x, string name)
    {
        var wide = x.to(ScalarType.Float32);
        var normal = wide * (wide * wide).mean([-1], keepdim: true).add(_epsilon, _one).rsqrt();
        return normal.to(x.dtype) * _weights[name + ".weight"];
    }

    private Tensor Attention(int layer, Tensor x, Tensor cos, Tensor sin, IReadOnlyList<(KeyValueCache Cache, IReadOnlyList<int> Tokens)> steps)
    {
        var part = $"model.layers.{layer}.self_attn.";
        var query = Rotate(Heads(linear(x, _weights[part + "q_proj.weight"]), _config.Heads), cos, sin); // [heads, tokens, width]
        var key = Rotate(Heads(linear(x, _weights[part + "k_proj.weight"]), _config.KeyValueHeads), cos, sin);
        var value = Heads(linear(x, _weights[part + "v_proj.weight"]), _config.KeyValueHeads);
        var shared = _config.Heads / _config.KeyValueHeads;
        var outputs = new List<Tensor>();
        long start = 0;
        foreach (var (cache, tokens) in steps)
        {
            var count = tokens.Count;
            var (keys, values) = cache.Append(layer, key.narrow(1, start, count), value.narrow(1, start, count));
            if (shared > 1)
            {
                (keys, values) = (keys.repeat_interleave(shared, 0), values.repeat_interleave(shared, 0));
            }

            // A token sees all before it and itself: row i of the new ones sees cache.Length + i + 1 positions.
            var mask = count == 1 ? null : ones([count, cache.Length + count], ScalarType.Bool, x.device).tril(cache.Length);
            var own = query.narrow(1, start, count).unsqueeze(0);
            outputs.Add(scaled_dot_product_attention(own, keys.unsqueeze(0), values.unsqueeze(0), mask).squeeze(0)); // [heads, count, width]
            start += count;
        }

        var all = cat(outputs, 1).transpose(0, 1).flatten(1); // [tokens, heads * width]
        return linear(all, _weights[part + "o_proj.weight"]);
    }

    // SwiGLU (Shazeer 2020).
    private Tensor FeedForward(string part, Tensor x) => linear(
        silu(linear(x, _weights[part + "gate_proj.weight"])) * linear(x, _weights[part + "up_proj.weight"]), _weights[part + "down_proj.weight"]);

    // [tokens, heads * width] to [heads, tokens, width].
    private Tensor Heads(Tensor x, int heads) => x.view(x.shape[0], heads, _config.HeadWidth).transpose(0, 1);

    // Rotary embedding (Su et al. 2021): turns the pair (i, i + width / 2) of each head, as Hugging Face's checkpoints have it.
    private Tensor Rotate(Tensor x, Tensor cos, Tensor sin)
    {
        var halves = x.to(ScalarType.Float32).chunk(2, -1);
        return cat([(halves[0] * cos) - (halves[1] * sin), (halves[1] * cos).add(halves[0] * sin, _one)], -1).to(x.dtype);
    }
}
