using System.Runtime.CompilerServices;
using CodeBench.Generation.Chat.Jinja.Lexing;

namespace CodeBench.Generation.Chat.Jinja.Parsing;

/// <summary>Reads templates.</summary>
internal sealed class TemplateParser
{
    private readonly TokenStream _tokens;
    private readonly ExpressionParser _expressions;
    private int _loops;

    private TemplateParser(TokenStream tokens) => (_tokens, _expressions) = (tokens, new ExpressionParser(tokens));

    /// <summary>The statements of a template.</summary>
    /// <exception cref="JinjaException">It is wrong, or has a tag that is not known.</exception>
    public static IReadOnlyList<Statement> Read(string source)
    {
        try
        {
            return new TemplateParser(new TokenStream(TemplateLexer.Read(source))).ReadBody();
        }
        catch (InsufficientExecutionStackException)
        {
            throw new JinjaException("the template is nested too deeply");
        }
    }

    /// <summary>Statements up to a tag that ends them, which is taken up to its word; without ends up to the end of the template.</summary>
    private List<Statement> ReadBody(params ReadOnlySpan<string> ends)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var body = new List<Statement>();
        while (true)
        {
            var token = _tokens.Take();
            switch (token.Kind)
            {
                case TokenKind.Text:
                    body.Add(new PlainText(token.Text, token.Line));
                    break;
                case TokenKind.OutputBegin:
                    body.Add(new Output(_expressions.ReadTuple(), token.Line));
                    _tokens.Expect(TokenKind.OutputEnd, "the end of the tag");
                    break;
                case TokenKind.StatementBegin when _tokens.Current.Kind == TokenKind.Name && ends.Contains(_tokens.Current.Text):
                    return body;
                case TokenKind.StatementBegin:
                    body.Add(ReadStatement(ends));
                    break;
                case TokenKind.End when ends.Length == 0:
                    return body;
                default:
                    throw new JinjaException($"a tag {string.Join(" or ", ends.ToArray())} is missing", token.Line);
            }
        }
    }

    private Statement ReadStatement(ReadOnlySpan<string> ends)
    {
        var tag = _tokens.Expect(TokenKind.Name, "the name of a tag");
        switch (tag.Text)
        {
            case "for":
                return ReadFor(tag.Line);
            case "if":
                return ReadIf(tag.Line);
            case "set":
                return ReadSet(tag.Line);
            case "macro":
                return ReadMacro(tag.Line);
            case "generation":
                EndTag();
                var body = ReadBody("endgeneration");
                EndBody();
                return new Block(body, tag.Line);
            case "break" or "continue" when _loops > 0:
                EndTag();
                return new Jump(tag.Text == "break", tag.Line);
            case "break" or "continue":
                throw new JinjaException($"{tag.Text} stands in no loop", tag.Line);
            case "else" or "elif" or "endfor" or "endif" or "endset" or "endmacro" or "endgeneration":
                var wanted = ends.Length == 0 ? "no such tag is open" : $"{string.Join(" or ", ends.ToArray())} is expected";
                throw new JinjaException($"the tag {tag.Text} is there, and {wanted}", tag.Line);
            default:
                throw new JinjaException($"the tag {tag.Text} is not known", tag.Line);
        }
    }

    private For ReadFor(int line)
    {
        var target = ReadTarget(withMembers: false);
        if (!_tokens.TakeWord("in"))
        {
            throw _tokens.Unexpected("in");
        }

        var over = _expressions.ReadTuple(withChoice: false);
        var condition = _tokens.TakeWord("if") ? _expressions.Read() : null;
        if (_tokens.Current.IsWord("recursive"))
        {
            throw new JinjaException("recursive loops are not known", line);
        }

        EndTag();
        _loops++;
        var body = ReadBody("endfor", "else");
        _loops--;
        IReadOnlyList<Statement> otherwise = [];
        if (_tokens.TakeWord("else"))
        {
            EndTag();
            otherwise = ReadBody("endfor");
        }

        EndBody();
        return new For(target, over, condition, body, otherwise, line);
    }

    private If ReadIf(int line)
    {
        var branches = new List<(Expression?, IReadOnlyList<Statement>)>();
        var hasCondition = true;
        while (true)
        {
            var condition = hasCondition ? _expressions.ReadTuple() : null;
            EndTag();
            branches.Add((condition, hasCondition ? ReadBody("endif", "elif", "else") : ReadBody("endif")));
            var word = _tokens.Take().Text;
            if (word == "endif")
            {
                EndTag();
                return new If(branches, line);
            }

            hasCondition = word == "elif";
        }
    }

    private Statement ReadSet(int line)
    {
        var target = ReadTarget(withMembers: true);
        if (_tokens.TakeOperator("="))
        {
            var value = _expressions.ReadTuple();
            EndTag();
            return new Set(target, value, line);
        }

        var filters = new List<Filter>();
        while (_tokens.TakeOperator("|"))
        {
            filters.Add(_expressions.ReadFilter(null));
        }

        EndTag();
        var body = ReadBody("endset");
        EndBody();
        return new SetBlock(target, filters, body, line);
    }

    private Macro ReadMacro(int line)
    {
        var name = _tokens.Expect(TokenKind.Name, "the name of the macro").Text;
        _tokens.ExpectOperator("(");
        var parameters = new List<(string, Expression?)>();
        while (!_tokens.TakeOperator(")"))
        {
            var parameter = _tokens.Expect(TokenKind.Name, "the name of a parameter").Text;
            parameters.Add((parameter, _tokens.TakeOperator("=") ? _expressions.Read() : null));
            if (!_tokens.Current.IsOperator(")"))
            {
                _tokens.ExpectOperator(",");
            }
        }

        EndTag();
        var outer = _loops;
        _loops = 0;
        var body = ReadBody("endmacro");
        _loops = outer;
        EndBody();
        return new Macro(name, parameters, body, line);
    }

    private Target ReadTarget(bool withMembers)
    {
        var line = _tokens.Current.Line;
        var first = ReadOneTarget(withMembers);
        if (!_tokens.Current.IsOperator(","))
        {
            return first;
        }

        var parts = new List<Target> { first };
        while (_tokens.TakeOperator(",") && (_tokens.Current.IsOperator("(") || (_tokens.Current.Kind == TokenKind.Name && !_tokens.Current.IsWord("in"))))
        {
            parts.Add(ReadOneTarget(withMembers));
        }

        return new PartsTarget(parts, line);
    }

    private Target ReadOneTarget(bool withMembers)
    {
        if (_tokens.TakeOperator("("))
        {
            var inner = ReadTarget(withMembers);
            _tokens.ExpectOperator(")");
            return inner;
        }

        var name = _tokens.Expect(TokenKind.Name, "a name");
        if (name.Text is "true" or "false" or "none" or "True" or "False" or "None")
        {
            throw new JinjaException($"nothing can be given to {name.Text}", name.Line);
        }

        return withMembers && _tokens.TakeOperator(".")
            ? new MemberTarget(name.Text, _tokens.Expect(TokenKind.Name, "a name").Text, name.Line)
            : new NameTarget(name.Text, name.Line);
    }

    private void EndTag() => _tokens.Expect(TokenKind.StatementEnd, "the end of the tag");

    /// <summary>Takes the word that ended a body, and the rest of its tag.</summary>
    private void EndBody()
    {
        _tokens.Take();
        EndTag();
    }
}
