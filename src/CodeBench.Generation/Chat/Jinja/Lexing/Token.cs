namespace CodeBench.Generation.Chat.Jinja.Lexing;

/// <summary>A token of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a string, what it stands for.</param>
/// <param name="Line">Its line, counted from 1.</param>
internal sealed record Token(TokenKind Kind, string Text, int Line)
{
    /// <summary>Whether it is this operator.</summary>
    public bool IsOperator(string text) => Kind == TokenKind.Operator && Text == text;

    /// <summary>Whether it is this word.</summary>
    public bool IsWord(string text) => Kind == TokenKind.Name && Text == text;

    /// <summary>What a message calls it.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "the end of the template",
        TokenKind.Text => "text",
        TokenKind.OutputEnd or TokenKind.StatementEnd => "the end of the tag",
        TokenKind.OutputBegin or TokenKind.StatementBegin => "the beginning of a tag",
        TokenKind.String => $"the text \"{Text}\"",
        _ => $"'{Text}'",
    };
}
