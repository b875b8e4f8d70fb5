namespace CodeBench.Generation.Chat.Jinja.Lexing;

/// <summary>What a token of a template is.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of tags, which is printed as it is.</summary>
    Text,

    /// <summary>The beginning of an expression that is printed.</summary>
    OutputBegin,

    /// <summary>Its end.</summary>
    OutputEnd,

    /// <summary>The beginning of a statement.</summary>
    StatementBegin,

    /// <summary>Its end.</summary>
    StatementEnd,

    /// <summary>A name or a word of the language.</summary>
    Name,

    /// <summary>A text in quotes; the token holds what it stands for.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a point or an exponent.</summary>
    Float,

    /// <summary>An operator or a bracket.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}
