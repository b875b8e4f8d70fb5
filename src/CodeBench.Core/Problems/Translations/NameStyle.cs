namespace CodeBench.Core.Problems.Translations;

/// <summary>How a language writes the names of functions.</summary>
public enum NameStyle
{
    /// <summary>As it is: has_close_elements.</summary>
    Keep,

    /// <summary>hasCloseElements; capitals within a word stay.</summary>
    LowerCamel,

    /// <summary>HasCloseElements; within a word there are no capitals, as in MultiPL-E.</summary>
    UpperCamel,
}
