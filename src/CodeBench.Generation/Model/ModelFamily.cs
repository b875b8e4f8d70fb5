namespace CodeBench.Generation.Model;

/// <summary>A family of checkpoints as data: of which parts its decoder is made, and what holds where config.json is silent.</summary>
public sealed record ModelFamily
{
    /// <summary>What config.json calls it (model_type).</summary>
    public required string ModelType { get; init; }

    /// <summary>The norm before attention, before the feed-forward network and at the end.</summary>
    public NormKind Norm { get; init; } = NormKind.RootMeanSquare;

    /// <summary>The field of what a norm adds below its root.</summary>
    public string NormEpsilonField { get; init; } = "rms_norm_eps";

    /// <summary>What a norm adds below its root where the field is absent.</summary>
    public double NormEpsilon { get; init; } = 1e-6;

    /// <summary>Whether each head of queries and of keys has a norm of its own (Dehghani et al. 2023).</summary>
    public bool HeadNorms { get; init; }

    /// <summary>The feed-forward network.</summary>
    public FeedForwardKind FeedForward { get; init; } = FeedForwardKind.Gated;

    /// <summary>The function in it where config.json names none.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Silu;

    /// <summary>
    /// The field that names the function. Where it is not hidden_act, that one is left over from the time when the authors wrote "gelu" and
    /// meant its approximation, and does not count.
    /// </summary>
    public string ActivationField { get; init; } = "hidden_act";

    /// <summary>Biases of q_proj, k_proj and v_proj.</summary>
    public BiasRule InputBias { get; init; } = BiasRule.Never;

    /// <summary>Bias of o_proj.</summary>
    public BiasRule OutputBias { get; init; } = BiasRule.Never;

    /// <summary>Biases of the feed-forward network.</summary>
    public BiasRule FeedForwardBias { get; init; } = BiasRule.Never;

    /// <summary>Which layers have a window.</summary>
    public WindowRule Windows { get; init; } = WindowRule.Never;

    /// <summary>Positions of a window where sliding_window is absent; null for no window.</summary>
    public int? Window { get; init; }

    /// <summary>Whether embeddings are multiplied by the root of the hidden width.</summary>
    public bool ScaledEmbedding { get; init; }

    /// <summary>Whether the embedding is the output matrix as well, where tie_word_embeddings is absent.</summary>
    public bool TiedEmbeddings { get; init; }

    /// <summary>Heads of keys and values where num_key_value_heads is absent; null for as many as of queries.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Width of a head where head_dim is absent; null for hidden_size / num_attention_heads.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>Positions that the model was trained on where max_position_embeddings is absent.</summary>
    public int Context { get; init; } = 2048;

    /// <summary>Base of the rotary angles where rope_theta is absent.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>Fields that only this family has, each with the one value (as JSON) that is understood.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields that its checkpoints have and its authors' code does not read: in this family they change nothing, whatever they say.</summary>
    public IReadOnlySet<string> Unread { get; init; } = new HashSet<string>();
}
