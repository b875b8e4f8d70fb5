using CodeBench.Generation.Model.Rotary;

namespace CodeBench.Generation.Model;

/// <summary>All that makes a decoder but its weights, under the papers' names.</summary>
public sealed record DecoderConfig
{
    /// <summary>Of which parts it is made.</summary>
    public required ModelFamily Family { get; init; }

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

    /// <summary>Width of a head; Heads * HeadWidth need not be the hidden width.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>Rows of the embedding.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The most positions of a sequence: what the model was trained on, times the factor of its rotary scaling.</summary>
    public required int Context { get; init; }

    /// <summary>What a norm adds below its root.</summary>
    public required double NormEpsilon { get; init; }

    /// <summary>The function in the feed-forward network.</summary>
    public required ActivationKind Activation { get; init; }

    /// <summary>Whether q_proj, k_proj and v_proj have biases.</summary>
    public required bool InputBias { get; init; }

    /// <summary>Whether o_proj has one.</summary>
    public required bool OutputBias { get; init; }

    /// <summary>Whether the matrices of the feed-forward network have biases.</summary>
    public required bool FeedForwardBias { get; init; }

    /// <summary>The rotary embedding.</summary>
    public required RotaryConfig Rotary { get; init; }

    /// <summary>For each layer how many positions a token sees, itself included; null for all before it.</summary>
    public required IReadOnlyList<int?> Windows { get; init; }

    /// <summary>Whether the embedding is the output matrix as well.</summary>
    public required bool TiedEmbeddings { get; init; }
}
