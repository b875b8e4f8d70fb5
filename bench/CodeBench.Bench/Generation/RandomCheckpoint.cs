using System.Globalization;
using CodeBench.Bench.Setup;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Model;
using static TorchSharp.torch;

namespace CodeBench.Bench.Generation;

/// <summary>Decoders of the Llama family with random weights: what they say means nothing, and takes as long as what others say.</summary>
internal static class RandomCheckpoint
{
    private const int Seed = 1;

    /// <summary>Those that a CPU is measured with; the sizes are those of a peer's figures.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["56M", "436M"];

    /// <summary>config.json by size.</summary>
    public static IReadOnlyDictionary<string, string> Sizes { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["56M"] = Config(hidden: 512, layers: 8, heads: 8, keyHeads: 4, intermediate: 1408),
        ["436M"] = Config(hidden: 1280, layers: 20, heads: 20, keyHeads: 4, intermediate: 3584),
        ["6738M"] = Config(hidden: 4096, layers: 32, heads: 32, keyHeads: 32, intermediate: 11008),
    };

    /// <summary>Makes one.</summary>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    /// <param name="type">The type to compute in.</param>
    /// <param name="device">Where to compute.</param>
    /// <returns>It, and its weights, which it owns.</returns>
    public static (Decoder Model, WeightList Weights) Make(string size, ScalarType type, Device device)
    {
        using var folder = new Scratch();
        File.WriteAllText(folder.PathOf(DecoderConfigReader.FileName), Sizes[size]);
        var weights = new WeightList(type, device);
        var model = new Decoder(DecoderConfigReader.Read(folder.Path), weights);
        weights.Allocate();
        random.manual_seed(Seed);
        foreach (var weight in weights.All)
        {
            // As training would leave it: norms near one, rows of a matrix near unit length.
            var isNorm = weight.Parts[0].Sizes.Count == 1;
            _ = isNorm ? weight.Value.fill_(1) : weight.Value.normal_(0, 1 / Math.Sqrt(weight.Parts[0].Sizes[1]));
        }

        return (model, weights);
    }

    private static string Config(int hidden, int layers, int heads, int keyHeads, int intermediate) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu", "rms_norm_eps": 1e-05, "rope_theta": 10000.0,
          "vocab_size": 32000, "max_position_embeddings": 2048, "tie_word_embeddings": false, "bos_token_id": 1, "eos_token_id": 2,
          "hidden_size": {{hidden}}, "num_hidden_layers": {{layers}}, "num_attention_heads": {{heads}}, "num_key_value_heads": {{keyHeads}},
          "intermediate_size": {{intermediate}}
        }
        """);
}
