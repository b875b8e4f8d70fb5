using System.Text.Json.Nodes;

namespace CodeBench.Generation.Tests.Families;

/// <summary>config.json of tiny checkpoints, one for each way in which families differ. All were trained on 32 positions.</summary>
internal static class TinyConfigs
{
    private const string Common = """
        "vocab_size": 61, "hidden_size": 32, "intermediate_size": 56, "num_attention_heads": 4, "max_position_embeddings": 32, "rope_theta": 10000.0,
        "initializer_range": 0.02, "use_cache": true, "torch_dtype": "float32", "transformers_version": "4.51.0", "bos_token_id": 1, "eos_token_id": 2
        """;

    private const string Llama = """
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu", "rms_norm_eps": 1e-05, "num_hidden_layers": 3, "pretraining_tp": 1
        """;

    private const string Mistral = """
        "architectures": ["MistralForCausalLM"], "model_type": "mistral", "hidden_act": "silu", "rms_norm_eps": 1e-05, "num_hidden_layers": 3,
        "num_key_value_heads": 2, "tie_word_embeddings": false
        """;

    private const string Qwen2 = """
        "architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "hidden_act": "silu", "rms_norm_eps": 1e-06, "num_hidden_layers": 4,
        "num_key_value_heads": 2, "sliding_window": 7, "attention_dropout": 0.0
        """;

    private const string Qwen3 = """
        "architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3", "hidden_act": "silu", "rms_norm_eps": 1e-06, "num_hidden_layers": 3,
        "num_key_value_heads": 2, "head_dim": 16
        """;

    private const string StarCoder2 = """
        "architectures": ["Starcoder2ForCausalLM"], "model_type": "starcoder2", "hidden_act": "gelu_pytorch_tanh", "norm_epsilon": 1e-05,
        "num_hidden_layers": 3, "num_key_value_heads": 2, "mlp_type": "default", "norm_type": "layer_norm", "residual_dropout": 0.1
        """;

    private const string Gemma = """
        "architectures": ["GemmaForCausalLM"], "model_type": "gemma", "hidden_act": "gelu", "hidden_activation": null, "rms_norm_eps": 1e-06,
        "num_hidden_layers": 2, "num_key_value_heads": 1, "head_dim": 16, "tie_word_embeddings": true
        """;

    private static readonly IReadOnlyDictionary<string, (string Family, string Own)> Texts = new Dictionary<string, (string Family, string Own)>
    {
        ["Llama 2"] = (Llama, """
            "num_key_value_heads": 4, "tie_word_embeddings": false, "rope_scaling": null
            """),
        ["Llama with biases, tied, wide heads"] = (Llama, """
            "num_key_value_heads": 2, "head_dim": 12, "attention_bias": true, "mlp_bias": true, "tie_word_embeddings": true
            """),
        ["Llama 3.1"] = (Llama, """
            "num_key_value_heads": 2, "tie_word_embeddings": false, "head_dim": 16, "rope_scaling": {"factor": 8.0, "low_freq_factor": 1.0,
            "high_freq_factor": 4.0, "original_max_position_embeddings": 32, "rope_type": "llama3"}
            """),
        ["DeepSeek-Coder, linear"] = (Llama, """
            "num_key_value_heads": 4, "tie_word_embeddings": false, "rope_scaling": {"factor": 4.0, "type": "linear"}
            """),
        ["Llama, dynamic"] = (Llama, """
            "num_key_value_heads": 1, "tie_word_embeddings": true, "rope_scaling": {"factor": 2.5, "type": "dynamic"}
            """),
        ["Llama, rope_parameters of transformers 5"] = (Llama, """
            "num_key_value_heads": 2, "tie_word_embeddings": false, "dtype": "float32",
            "rope_parameters": {"rope_type": "default", "rope_theta": 500.0}
            """),
        ["Mistral with a window"] = (Mistral, """
            "sliding_window": 9
            """),
        ["Mistral without a window"] = (Mistral, """
            "sliding_window": null, "head_dim": 16
            """),
        ["Qwen2.5-Coder"] = (Qwen2, """
            "use_sliding_window": false, "max_window_layers": 4, "tie_word_embeddings": true
            """),
        ["Qwen2 with windows in the upper layers"] = (Qwen2, """
            "use_sliding_window": true, "max_window_layers": 2, "tie_word_embeddings": false
            """),
        ["Qwen2.5-Coder, yarn"] = (Qwen2, """
            "use_sliding_window": false, "max_window_layers": 4, "tie_word_embeddings": false,
            "rope_scaling": {"factor": 4.0, "original_max_position_embeddings": 32, "type": "yarn"}
            """),
        ["Qwen3"] = (Qwen3, """
            "attention_bias": false, "tie_word_embeddings": true, "use_sliding_window": false, "sliding_window": null
            """),
        ["Qwen3 with layer types, biases and all of yarn"] = (Qwen3, """
            "attention_bias": true, "tie_word_embeddings": false, "use_sliding_window": true, "sliding_window": 11, "max_window_layers": 0,
            "layer_types": ["full_attention", "sliding_attention", "full_attention"],
            "rope_scaling": {"rope_type": "yarn", "factor": 3.0, "original_max_position_embeddings": 24, "beta_fast": 2.0, "beta_slow": 0.5,
            "mscale": 1.3, "mscale_all_dim": 0.8, "truncate": false}
            """),
        ["StarCoder2"] = (StarCoder2, """
            "use_bias": true, "sliding_window": 13, "tie_word_embeddings": true
            """),
        ["StarCoder2 without biases, untied"] = (StarCoder2, """
            "use_bias": false, "sliding_window": null, "tie_word_embeddings": false, "rms_norm_eps": 1e-05
            """),
        ["Gemma"] = (Gemma, ""),
    };

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Texts.Keys;

    /// <summary>One of them.</summary>
    public static JsonObject Of(string name)
    {
        string[] fields = [Texts[name].Family, Texts[name].Own, Common];
        return JsonNode.Parse("{" + string.Join(", ", fields.Where(text => text.Length > 0)) + "}")!.AsObject();
    }
}
