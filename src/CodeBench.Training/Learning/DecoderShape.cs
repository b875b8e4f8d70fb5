using System.Text.Json.Nodes;

namespace CodeBench.Training.Learning;

/// <summary>The sizes of a tiny Llama. The defaults, with a vocabulary of 768, make 0.9 million parameters.</summary>
/// <param name="Vocabulary">Tokens, the end of text included.</param>
/// <param name="EndOfText">The id of the end of text.</param>
public sealed record DecoderShape(int Vocabulary, int EndOfText)
{
    /// <summary>Width of the residual stream.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Blocks.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>Heads that ask.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Heads that are asked; each serves as many of the others.</summary>
    public int KeyValueHeads { get; init; } = 2;

    /// <summary>Width between the two products of the feed-forward part.</summary>
    public int Intermediate { get; init; } = 384;

    /// <summary>The most tokens of prompt and completion together.</summary>
    public int Context { get; init; } = 512;

    /// <summary>What the rotary embedding's wave lengths are powers of.</summary>
    public double RopeTheta { get; init; } = 10000;

    /// <summary>Keeps the norm from dividing by zero.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Width of a head.</summary>
    public int HeadWidth => Hidden / Heads;

    /// <summary>Hugging Face's config.json.</summary>
    public JsonObject ToConfig() => new()
    {
        ["architectures"] = new JsonArray("LlamaForCausalLM"),
        ["model_type"] = "llama",
        ["torch_dtype"] = "float32",
        ["vocab_size"] = Vocabulary,
        ["hidden_size"] = Hidden,
        ["intermediate_size"] = Intermediate,
        ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = Heads,
        ["num_key_value_heads"] = KeyValueHeads,
        ["head_dim"] = HeadWidth,
        ["hidden_act"] = "silu",
        ["max_position_embeddings"] = Context,
        ["rope_theta"] = RopeTheta,
        ["rms_norm_eps"] = NormEpsilon,
        ["attention_bias"] = false,
        ["mlp_bias"] = false,
        ["tie_word_embeddings"] = true,
        ["eos_token_id"] = EndOfText,
        ["use_cache"] = true,
    };

    /// <summary>Hugging Face's generation_config.json.</summary>
    public JsonObject ToGenerationConfig() => new() { ["eos_token_id"] = EndOfText };
}
