namespace CodeBench.Core.Problems.Translations;

/// <summary>The values that a typed problem may hold.</summary>
public enum ValueKind
{
    /// <summary>The empty value.</summary>
    None,

    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>A whole number of any size.</summary>
    Whole,

    /// <summary>A floating-point number.</summary>
    Real,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>A dictionary.</summary>
    Dict,
}
