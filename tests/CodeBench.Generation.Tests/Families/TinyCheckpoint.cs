using System.Globalization;
using System.Text.Json.Nodes;

namespace CodeBench.Generation.Tests.Families;

/// <summary>
/// A checkpoint of random weights, as the authors' code would save it: which tensors a family has is said here once more, without the product's
/// code. The same seed makes the same files.
/// </summary>
/// <param name="Config">config.json.</param>
/// <param name="Tensors">The weights.</param>
internal sealed record TinyCheckpoint(JsonObject Config, IReadOnlyList<TinyTensor> Tensors)
{
    /// <summary>Random weights for a configuration.</summary>
    /// <param name="config">config.json.</param>
    /// <param name="seed">What they depend on.</param>
    /// <param name="type">How they are stored: F32, F16 or BF16.</param>
    public static TinyCheckpoint Random(JsonObject config, int seed, string type = "F32")
    {
        var random = new Random(seed);
        return new TinyCheckpoint(config, [.. Shapes(config).Select(item => Fill(item.Name, item.Sizes))]);

        TinyTensor Fill(string name, long[] sizes)
        {
            var isNorm = name.Contains("norm", StringComparison.Ordinal) && name.EndsWith(".weight", StringComparison.Ordinal);
            // Gemma stores a norm's weight less one.
            var middle = isNorm && (string)config["model_type"]! != "gemma" ? 1 : 0;
            var spread = sizes.Length == 1 ? 0.3 : name.StartsWith("model.embed", StringComparison.Ordinal) ? 1 : 1.4 / Math.Sqrt(sizes[1]);
            var count = sizes.Aggregate(1L, (product, size) => product * size);
            return TinyTensor.Rounded(name, sizes, type, Enumerable.Range(0, (int)count).Select(_ => middle + (spread * Normal(random))));
        }
    }

    /// <summary>Writes config.json and the weights into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shards">How many files the weights are spread over; more than one have an index.</param>
    public void Write(string folder, int shards = 1)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), Config.ToJsonString());
        if (shards == 1)
        {
            SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), Tensors);
            return;
        }

        var map = new JsonObject();
        foreach (var (part, i) in Tensors.Chunk((Tensors.Count + shards - 1) / shards).Select((part, i) => (part, i)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"model-{i + 1:D5}-of-{shards:D5}.safetensors");
            SafetensorsWriter.Write(Path.Combine(folder, name), part);
            foreach (var tensor in part)
            {
                map[tensor.Name] = name;
            }
        }

        File.WriteAllText(
            Path.Combine(folder, "model.safetensors.index.json"),
            new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = 1 }, ["weight_map"] = map }.ToJsonString());
    }

    private static IEnumerable<(string Name, long[] Sizes)> Shapes(JsonObject config)
    {
        var family = (string)config["model_type"]!;
        long hidden = (int)config["hidden_size"]!;
        long inner = (int)config["intermediate_size"]!;
        long heads = (int)config["num_attention_heads"]!;
        var width = (long?)(int?)config["head_dim"] ?? hidden / heads;
        var (queries, keys) = (heads * width, (int)config["num_key_value_heads"]! * width);
        var isStarCoder = family == "starcoder2";
        var inputBias = family == "qwen2" || Says("attention_bias") || Says("use_bias");
        var outputBias = Says("attention_bias") || Says("use_bias");
        yield return ("model.embed_tokens.weight", [(int)config["vocab_size"]!, hidden]);
        for (var layer = 0; layer < (int)config["num_hidden_layers"]!; layer++)
        {
            var block = $"model.layers.{layer}.";
            (string Name, long Outputs, long Inputs, bool Biased)[] matrices =
            [
                ("self_attn.q_proj", queries, hidden, inputBias),
                ("self_attn.k_proj", keys, hidden, inputBias),
                ("self_attn.v_proj", keys, hidden, inputBias),
                ("self_attn.o_proj", hidden, queries, outputBias),
                .. isStarCoder
                    ? new[] { ("mlp.c_fc", inner, hidden, Says("use_bias")), ("mlp.c_proj", hidden, inner, Says("use_bias")) }
                    : [("mlp.gate_proj", inner, hidden, Says("mlp_bias")), ("mlp.up_proj", inner, hidden, Says("mlp_bias")), ("mlp.down_proj", hidden, inner, Says("mlp_bias"))],
            ];
            foreach (var (name, outputs, inputs, biased) in matrices)
            {
                yield return (block + name + ".weight", [outputs, inputs]);
                if (biased)
                {
                    yield return (block + name + ".bias", [outputs]);
                }
            }

            foreach (var norm in Norm(block + "input_layernorm").Concat(Norm(block + "post_attention_layernorm")))
            {
                yield return norm;
            }

            if (family == "qwen3")
            {
                yield return (block + "self_attn.q_norm.weight", [width]);
                yield return (block + "self_attn.k_norm.weight", [width]);
            }
        }

        foreach (var norm in Norm("model.norm"))
        {
            yield return norm;
        }

        if (!Says("tie_word_embeddings"))
        {
            yield return ("lm_head.weight", [(int)config["vocab_size"]!, hidden]);
        }

        bool Says(string field) => (bool?)config[field] ?? false;

        IEnumerable<(string Name, long[] Sizes)> Norm(string name) =>
            isStarCoder ? [(name + ".weight", [hidden]), (name + ".bias", [hidden])] : [(name + ".weight", [hidden])];
    }

    // Box and Muller 1958.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
