namespace CodeBench.Generation.Model;

/// <summary>What config.json says of a Llama decoder, under the paper's names.</summary>
public sealed record LlamaConfig
{
    /// <summary>Width of the hidden state.</summary>
    public required int Hidden { get; init; }

    /// <summary>Width inside the feed-forward network.</summary>
    public required int Intermediate { get; init; }

    /// <summary>Number of blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>Heads of the queries.</summary>
    public required int Heads { get; init; }

    /// <summary>Heads of keys and values, each shared by Heads / KeyValueHeads query heads (Ainslie et al. 2023).</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Width of a head.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>Rows of the embedding.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The most positions of a sequence.</summary>
    public required int Context { get; init; }

    /// <summary>What RMSNorm adds below its root.</summary>
    public required double NormEpsilon { get; init; }

    /// <summary>Base of the rotary angles.</summary>
    public required double RopeTheta { get; init; }

    /// <summary>Whether the embedding is the output matrix as well.</summary>
    public required bool TiedEmbeddings { get; init; }

    /// <summary>The name and sizes of each weight of such a checkpoint.</summary>
    public IEnumerable<(string Name, long[] Sizes)> Weights()
    {
        long queries = Heads * HeadWidth;
        long keys = KeyValueHeads * HeadWidth;
        yield return ("model.embed_tokens.weight", [Vocabulary, Hidden]);
        for (var layer = 0; layer < Layers; layer++)
        {
            var block = $"model.layers.{layer}.";
            yield return (block + "input_layernorm.weight", [Hidden]);
            yield return (block + "self_attn.q_proj.weight", [queries, Hidden]);
            yield return (block + "self_attn.k_proj.weight", [keys, Hidden]);
            yield return (block + "self_attn.v_proj.weight", [keys, Hidden]);
            yield return (block + "self_attn.o_proj.weight", [Hidden, queries]);
            yield return (block + "post_attention_layernorm.weight", [Hidden]);
            yield return (block + "mlp.gate_proj.weight", [Intermediate, Hidden]);
            yield return (block + "mlp.up_proj.weight", [Intermediate, Hidden]);
            yield return (block + "mlp.down_proj.weight", [Hidden, Intermediate]);
        }

        yield return ("model.norm.weight", [Hidden]);
        if (!TiedEmbeddings)
        {
            yield return ("lm_head.weight", [Vocabulary, Hidden]);
        }
    }
}
