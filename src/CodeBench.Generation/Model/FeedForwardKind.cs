namespace CodeBench.Generation.Model;

/// <summary>What stands between two attentions.</summary>
public enum FeedForwardKind
{
    /// <summary>down(f(gate(x)) * up(x)) (Shazeer 2020).</summary>
    Gated,

    /// <summary>c_proj(f(c_fc(x))), as the first transformers have it.</summary>
    Plain,
}
