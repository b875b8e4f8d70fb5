namespace CodeBench.Generation.Model;

/// <summary>The families that are understood, and those that are known and are not. What holds where a field is absent is what the authors' code takes.</summary>
public static class ModelFamilies
{
    private static readonly BiasRule AttentionBias = new("attention_bias", false);
    private static readonly BiasRule UseBias = new("use_bias", true);

    /// <summary>All that are understood, by model_type.</summary>
    public static IReadOnlyDictionary<string, ModelFamily> All { get; } = new ModelFamily[]
    {
        // Llama 2 and 3.x, Code Llama, DeepSeek-Coder (Touvron et al. 2023, Grattafiori et al. 2024, Roziere et al. 2023, Guo et al. 2024).
        new()
        {
            ModelType = "llama",
            InputBias = AttentionBias,
            OutputBias = AttentionBias,
            FeedForwardBias = new BiasRule("mlp_bias", false),
        },

        // Jiang et al. 2023.
        new()
        {
            ModelType = "mistral",
            Windows = WindowRule.EveryLayer,
            Window = 4096,
            KeyValueHeads = 8,
            Context = 131_072,
        },

        // Qwen2 and Qwen2.5-Coder (Yang et al. 2024, Hui et al. 2024).
        new()
        {
            ModelType = "qwen2",
            InputBias = BiasRule.Always,
            Windows = WindowRule.UpperLayers,
            Window = 4096,
            KeyValueHeads = 32,
            Context = 32_768,
        },

        // Yang et al. 2025.
        new()
        {
            ModelType = "qwen3",
            HeadNorms = true,
            InputBias = AttentionBias,
            OutputBias = AttentionBias,
            Windows = WindowRule.UpperLayers,
            Window = 4096,
            KeyValueHeads = 32,
            HeadWidth = 128,
            Context = 32_768,
        },

        // Lozhkov et al. 2024.
        new()
        {
            ModelType = "starcoder2",
            Norm = NormKind.Layer,
            NormEpsilonField = "norm_epsilon",
            NormEpsilon = 1e-5,
            FeedForward = FeedForwardKind.Plain,
            Activation = ActivationKind.GeluTanh,
            InputBias = UseBias,
            OutputBias = UseBias,
            FeedForwardBias = UseBias,
            Windows = WindowRule.EveryLayer,
            TiedEmbeddings = true,
            KeyValueHeads = 2,
            Context = 4096,
            Fixed = new Dictionary<string, string> { ["mlp_type"] = "\"default\"", ["norm_type"] = "\"layer_norm\"" },
            Unread = new HashSet<string> { "rms_norm_eps" },
        },

        // Gemma and CodeGemma, not their successors (Gemma Team 2024).
        new()
        {
            ModelType = "gemma",
            Norm = NormKind.RootMeanSquareFromOne,
            Activation = ActivationKind.GeluTanh,
            ActivationField = "hidden_activation",
            InputBias = AttentionBias,
            OutputBias = AttentionBias,
            ScaledEmbedding = true,
            TiedEmbeddings = true,
            KeyValueHeads = 16,
            HeadWidth = 256,
            Context = 8192,
        },
    }.ToDictionary(family => family.ModelType);

    /// <summary>Values of model_type that are mixtures of experts, which are not understood.</summary>
    public static IReadOnlySet<string> Mixtures { get; } = new HashSet<string>
    {
        "mixtral", "qwen2_moe", "qwen3_moe", "qwen3_next", "deepseek", "deepseek_v2", "deepseek_v3", "deepseek_v32", "llama4", "llama4_text", "gpt_oss",
        "olmoe", "phimoe", "dbrx", "jetmoe", "granitemoe", "granitemoeshared", "glm4_moe", "ernie4_5_moe", "minimax", "arctic", "hunyuan_v1_moe",
    };
}
