using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Lexing;

/// <summary>
/// Cuts a template into tokens, as Hugging Face's transformers have it done: the line break behind a statement or comment goes
/// (trim_blocks), and so does the white space between the beginning of a line and one (lstrip_blocks).
/// </summary>
internal sealed class TemplateLexer
{
    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _counted;
    private int _line = 1;

    private TemplateLexer(string source) => _source = source;

    /// <summary>The tokens of a template; the last is the end.</summary>
    /// <exception cref="JinjaException">A tag, a comment or a string is not closed, or there is a character that means nothing.</exception>
    public static IReadOnlyList<Token> Read(string source)
    {
        var text = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        // One line break at the very end belongs to the file, not to the template.
        var lexer = new TemplateLexer(text.EndsWith('\n') ? text[..^1] : text);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        for (var open = NextTag(); open >= 0; open = NextTag())
        {
            var kind = _source[open + 1];
            var sign = Sign(open + 2);
            ReadText(open, sign, isOutput: kind == '{');
            _at = open + (sign == ' ' ? 2 : 3);
            switch (kind)
            {
                case '#':
                    SkipComment(open);
                    break;
                case '%' when RawBegin() is { } body:
                    ReadRaw(open, body);
                    break;
                default:
                    ReadTag(kind == '{');
                    break;
            }
        }

        Add(TokenKind.Text, _source[_at..], _at);
        _tokens.Add(new Token(TokenKind.End, "", LineAt(_source.Length)));
    }

    private int NextTag()
    {
        for (var open = _source.IndexOf('{', _at); open >= 0 && open + 1 < _source.Length; open = _source.IndexOf('{', open + 1))
        {
            if (_source[open + 1] is '{' or '%' or '#')
            {
                return open;
            }
        }

        return -1;
    }

    private char Sign(int at) => at < _source.Length && _source[at] is '-' or '+' ? _source[at] : ' ';

    /// <summary>The text in front of a tag, without the white space that the tag takes.</summary>
    private void ReadText(int open, char sign, bool isOutput)
    {
        var text = _source[_at..open];
        if (sign == '-')
        {
            text = PythonText.TrimEnd(text, null);
        }
        else if (sign != '+' && !isOutput)
        {
            var begin = text.LastIndexOf('\n') + 1;
            var isLineBegin = begin > 0 || _at == 0 || _source[_at - 1] == '\n';
            text = isLineBegin && text.AsSpan(begin).ToString().All(PythonText.IsSpace) ? text[..begin] : text;
        }

        Add(TokenKind.Text, text, _at);
    }

    private void SkipComment(int open)
    {
        var end = _source.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new JinjaException("the comment is not closed by #}", LineAt(open));
        }

        var sign = end > _at ? _source[end - 1] : ' ';
        _at = end + 2;
        SkipBehind(sign, trimsLine: true);
    }

    /// <summary>Where the text begins that the tag "raw" keeps as it is; null where the tag is another.</summary>
    private int? RawBegin()
    {
        var at = SkipSpace(_at);
        if (string.CompareOrdinal(_source, at, "raw", 0, 3) != 0)
        {
            return null;
        }

        at = SkipSpace(at + 3);
        return Matches(at, "-%}") ? SkipSpace(at + 3) : Matches(at, "%}") ? at + 2 : null;
    }

    private void ReadRaw(int open, int body)
    {
        for (var end = _source.IndexOf("{%", body, StringComparison.Ordinal); end >= 0; end = _source.IndexOf("{%", end + 1, StringComparison.Ordinal))
        {
            var sign = Sign(end + 2);
            var word = SkipSpace(end + (sign == ' ' ? 2 : 3));
            var close = SkipSpace(word + 6);
            if (!Matches(word, "endraw") || !(Matches(close, "%}") || Matches(close, "-%}") || Matches(close, "+%}")))
            {
                continue;
            }

            _at = body;
            ReadText(end, sign, isOutput: false);
            var mark = _source[close];
            _at = close + (mark == '%' ? 2 : 3);
            SkipBehind(mark, trimsLine: true);
            return;
        }

        throw new JinjaException("the raw block is not closed by endraw", LineAt(open));
    }

    private void ReadTag(bool isOutput)
    {
        var open = _at;
        Add(isOutput ? TokenKind.OutputBegin : TokenKind.StatementBegin, isOutput ? "{{" : "{%", _at);
        var close = isOutput ? "}}" : "%}";
        var brackets = new Stack<char>();
        while (true)
        {
            _at = SkipSpace(_at);
            var sign = _at < _source.Length && (_source[_at] == '-' || (_source[_at] == '+' && !isOutput)) ? _source[_at] : ' ';
            if (brackets.Count == 0 && Matches(sign == ' ' ? _at : _at + 1, close))
            {
                Add(isOutput ? TokenKind.OutputEnd : TokenKind.StatementEnd, close, _at);
                _at += sign == ' ' ? 2 : 3;
                SkipBehind(sign, trimsLine: !isOutput);
                return;
            }

            if (_at >= _source.Length)
            {
                throw new JinjaException($"the tag is not closed by {close}", LineAt(open));
            }

            ReadToken(brackets);
        }
    }

    private void ReadToken(Stack<char> brackets)
    {
        var line = LineAt(_at);
        var token = ExpressionLexer.Read(_source, ref _at, line);
        if (token.Kind == TokenKind.Operator && token.Text is "(" or "[" or "{")
        {
            brackets.Push(token.Text == "(" ? ')' : token.Text == "[" ? ']' : '}');
        }
        else if (token.Kind == TokenKind.Operator && token.Text is ")" or "]" or "}"
            && !(brackets.TryPop(out var wanted) && wanted == token.Text[0]))
        {
            throw new JinjaException($"'{token.Text}' closes nothing", line);
        }

        _tokens.Add(token);
    }

    private void SkipBehind(char sign, bool trimsLine)
    {
        if (sign == '-')
        {
            _at = SkipSpace(_at);
        }
        else if (trimsLine && sign != '+' && Matches(_at, "\n"))
        {
            _at++;
        }
    }

    private int SkipSpace(int at)
    {
        while (at < _source.Length && PythonText.IsSpace(_source[at]))
        {
            at++;
        }

        return at;
    }

    private bool Matches(int at, string text) => string.CompareOrdinal(_source, at, text, 0, text.Length) == 0;

    private void Add(TokenKind kind, string text, int at)
    {
        if (text.Length > 0)
        {
            _tokens.Add(new Token(kind, text, LineAt(at)));
        }
    }

    // Places are asked for in their order, but for the beginning of something that is not closed.
    private int LineAt(int at)
    {
        if (at < _counted)
        {
            return 1 + _source.AsSpan(0, at).Count('\n');
        }

        _line += _source.AsSpan(_counted, at - _counted).Count('\n');
        _counted = at;
        return _line;
    }
}
