namespace CodeBench.Generation.Model;

/// <summary>The function inside a feed-forward network.</summary>
public enum ActivationKind
{
    /// <summary>x * sigmoid(x).</summary>
    Silu,

    /// <summary>x times the normal distribution's share below x (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>The same by its approximation with a hyperbolic tangent.</summary>
    GeluTanh,

    /// <summary>x where it is over 0, else 0.</summary>
    Relu,
}
