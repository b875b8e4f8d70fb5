namespace CodeBench.Core.Problems.Translations;

/// <summary>The types that a typed problem may have.</summary>
public enum TypeKind
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Nothing but the empty value.</summary>
    None,

    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A floating-point number.</summary>
    Real,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list; its part is the items' type.</summary>
    List,

    /// <summary>A tuple of any length; its part is the items' type.</summary>
    Sequence,

    /// <summary>A tuple; its parts are the types of its items.</summary>
    Tuple,

    /// <summary>A dictionary; its parts are the types of keys and values.</summary>
    Dict,

    /// <summary>A value or nothing; its part is the value's type.</summary>
    Optional,

    /// <summary>One of several types: its parts.</summary>
    Union,
}
