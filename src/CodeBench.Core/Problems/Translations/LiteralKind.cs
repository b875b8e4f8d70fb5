namespace CodeBench.Core.Problems.Translations;

/// <summary>How a value is written: what it is, where it is expected. Definitions know each by its word in snake_case.</summary>
public enum LiteralKind
{
    /// <summary>The empty value.</summary>
    None,

    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A whole number where a floating-point number is expected.</summary>
    WholeAsReal,

    /// <summary>A floating-point number.</summary>
    Real,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple of any length.</summary>
    Sequence,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>A dictionary.</summary>
    Dict,

    /// <summary>A value where there could be none.</summary>
    Some,

    /// <summary>A value of one of several types.</summary>
    Union,
}
