namespace CodeBench.Generation.Chat.Jinja.Lexing;

/// <summary>The tokens of a template, one after the other.</summary>
/// <param name="tokens">All of them; the last is the end.</param>
internal sealed class TokenStream(IReadOnlyList<Token> tokens)
{
    private int _at;

    /// <summary>The token that is next.</summary>
    public Token Current => tokens[_at];

    /// <summary>The token behind it.</summary>
    public Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>Takes the next token; the end stays.</summary>
    public Token Take()
    {
        var token = tokens[_at];
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return token;
    }

    /// <summary>Takes the next token where it is this operator.</summary>
    public bool TakeOperator(string text) => TakeIf(Current.IsOperator(text));

    /// <summary>Takes the next token where it is this word.</summary>
    public bool TakeWord(string text) => TakeIf(Current.IsWord(text));

    /// <summary>Takes an operator that has to be there.</summary>
    /// <exception cref="JinjaException">Something else is there.</exception>
    public void ExpectOperator(string text)
    {
        if (!TakeOperator(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    /// <summary>Takes a token of a kind that has to be there.</summary>
    /// <exception cref="JinjaException">Something else is there.</exception>
    public Token Expect(TokenKind kind, string what) => Current.Kind == kind ? Take() : throw Unexpected(what);

    /// <summary>The exception for a next token that is wrong.</summary>
    /// <param name="wanted">What would be right.</param>
    public JinjaException Unexpected(string wanted) => new($"{wanted} is expected, and {Current.Description} is there", Current.Line);

    private bool TakeIf(bool holds)
    {
        if (holds)
        {
            Take();
        }

        return holds;
    }
}
