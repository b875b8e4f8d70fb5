using CodeBench.Generation.Model.Rows;
using CodeBench.Generation.Model.Steps;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace CodeBench.Generation.Model.Parts;

/// <summary>
/// Grouped-query attention (Vaswani et al. 2017, Ainslie et al. 2023) with rotary positions, over the positions that a cache holds; in some
/// layers over a window of the last ones (Beltagy et al. 2020).
/// </summary>
internal sealed class Attention
{
    private readonly DecoderConfig _config;
    private readonly int _layer;
    private readonly int? _window;
    private readonly Linear _input;
    private readonly Linear _output;
    private readonly Norm? _queryNorm;
    private readonly Norm? _keyNorm;
    private readonly RotaryEmbedding _rotary = new();

    public Attention(WeightList weights, DecoderConfig config, string name, int layer)
    {
        (_config, _layer, _window) = (config, layer, config.Windows[layer]);
        var (queries, keys) = (config.Heads * config.HeadWidth, config.KeyValueHeads * config.HeadWidth);
        _input = new Linear(weights, config.Hidden, config.InputBias, (name + ".q_proj", queries), (name + ".k_proj", keys), (name + ".v_proj", keys));
        _output = new Linear(weights, queries, config.OutputBias, (name + ".o_proj", config.Hidden));
        if (config.Family.HeadNorms)
        {
            _queryNorm = Norm.Of(weights, config, name + ".q_norm", config.HeadWidth);
            _keyNorm = Norm.Of(weights, config, name + ".k_norm", config.HeadWidth);
        }
    }

    // [tokens, hidden] to [tokens, hidden].
    public Tensor Forward(Tensor x, StepLayout step, KeyValueCache cache)
    {
        var (heads, keyHeads) = (_config.Heads, _config.KeyValueHeads);
        var all = _input.Forward(x).view(x.shape[0], heads + (2 * keyHeads), _config.HeadWidth); // [tokens, all heads, width]
        var placed = _rotary.Turn(Normed(all), step.Cos, step.Sin); // [tokens, heads and key heads, width]
        var query = placed.narrow(1, 0, heads); // [tokens, heads, width]
        var key = placed.narrow(1, heads, keyHeads); // [tokens, key heads, width]
        var value = all.narrow(1, heads + keyHeads, keyHeads); // [tokens, key heads, width]
        cache.Write(_layer, step.Places, key, value);
        var seen = step.Groups.Select(group =>
        {
            var own = query.narrow(0, group.Start, group.Tokens);
            var attended = group.Sequences == group.Tokens ? AttendSingly(own, group, cache) : AttendInARow(own, group, cache);
            return attended.reshape(group.Tokens, heads * _config.HeadWidth);
        }).ToList();
        return _output.Forward(seen.Count == 1 ? seen[0] : cat(seen, 0));
    }

    // The heads of queries and of keys, each by its norm where the family has them.
    private Tensor Normed(Tensor all)
    {
        var (heads, keyHeads) = (_config.Heads, _config.KeyValueHeads);
        return _queryNorm is null || _keyNorm is null
            ? all.narrow(1, 0, heads + keyHeads)
            : cat([_queryNorm.Forward(all.narrow(1, 0, heads)), _keyNorm.Forward(all.narrow(1, heads, keyHeads))], 1);
    }

    // One token of each sequence, [sequences, heads, width] to the same or with the heads apart by keys: the heads that share a key are its queries, so no key is copied.
    private Tensor AttendSingly(Tensor query, AttentionGroup group, KeyValueCache cache)
    {
        if (AttentionRows.IsFor(query))
        {
            return AttentionRows.Of(query, cache.Keys(_layer), cache.Values(_layer), group, _window);
        }

        var (keys, values) = cache.Read(_layer, group); // [sequences, key heads, reach, width]
        var shared = query.view(group.Tokens, _config.KeyValueHeads, -1, _config.HeadWidth);
        return scaled_dot_product_attention(shared, keys, values, group.Mask(_window));
    }

    // Several tokens of one sequence: each key head is a sequence of its own, whose key all its query heads see without a copy.
    // [tokens, heads, width] to [tokens, key heads, heads of a key, width].
    private Tensor AttendInARow(Tensor query, AttentionGroup group, KeyValueCache cache)
    {
        var (keys, values) = cache.Read(_layer, group); // [1, key heads, reach, width]
        var shared = query.view(group.Tokens, _config.KeyValueHeads, -1, _config.HeadWidth).permute(1, 2, 0, 3);
        var (own, mask) = (shared.shape[1], group.Mask(_window));
        return scaled_dot_product_attention(shared, Spread(keys), Spread(values), mask, is_casual: mask is null).permute(2, 0, 1, 3);

        // [1, key heads, reach, width] to [key heads, heads of a key, reach, width].
        Tensor Spread(Tensor x) => x.transpose(0, 1).expand(-1, own, -1, -1);
    }
}
