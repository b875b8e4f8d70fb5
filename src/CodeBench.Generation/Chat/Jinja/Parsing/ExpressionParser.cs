using System.Globalization;
using System.Runtime.CompilerServices;
using CodeBench.Generation.Chat.Jinja.Lexing;

namespace CodeBench.Generation.Chat.Jinja.Parsing;

/// <summary>Reads expressions: each method reads what binds tighter than the one before it.</summary>
/// <param name="tokens">The tokens; what is read is taken.</param>
internal sealed class ExpressionParser(TokenStream tokens)
{
    private static readonly string[] Orders = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>An expression; where commas follow, a tuple.</summary>
    /// <param name="withChoice">Whether "if" belongs to it.</param>
    public Expression ReadTuple(bool withChoice = true)
    {
        var line = tokens.Current.Line;
        var first = withChoice ? Read() : ReadOr();
        if (!tokens.Current.IsOperator(","))
        {
            return first;
        }

        var parts = new List<Expression> { first };
        while (tokens.TakeOperator(",") && !IsEnd())
        {
            parts.Add(withChoice ? Read() : ReadOr());
        }

        return new Items(parts, IsTuple: true, line);
    }

    /// <summary>An expression.</summary>
    public Expression Read()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var line = tokens.Current.Line;
        var value = ReadOr();
        while (tokens.TakeWord("if"))
        {
            var test = ReadOr();
            value = new Choice(test, value, tokens.TakeWord("else") ? Read() : null, line);
        }

        return value;
    }

    /// <summary>A filter, its name first.</summary>
    /// <param name="input">What it is applied to.</param>
    public Filter ReadFilter(Expression? input)
    {
        var name = tokens.Expect(TokenKind.Name, "the name of a filter");
        return new Filter(input, name.Text, tokens.Current.IsOperator("(") ? ReadArguments() : Arguments.None, name.Line);
    }

    private bool IsEnd() => tokens.Current.Kind is TokenKind.StatementEnd or TokenKind.OutputEnd
        || tokens.Current.IsOperator(")") || tokens.Current.IsWord("in");

    private Expression ReadOr() => ReadJunction("or", isAnd: false, ReadAnd);

    private Expression ReadAnd() => ReadJunction("and", isAnd: true, ReadNot);

    private Expression ReadJunction(string word, bool isAnd, Func<Expression> part)
    {
        var left = part();
        while (tokens.Current.IsWord(word))
        {
            var line = tokens.Take().Line;
            left = new Junction(left, part(), isAnd, line);
        }

        return left;
    }

    private Expression ReadNot()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var line = tokens.Current.Line;
        return tokens.TakeWord("not") ? new Not(ReadNot(), line) : ReadComparisons();
    }

    private Expression ReadComparisons()
    {
        var line = tokens.Current.Line;
        var first = ReadSum();
        var rest = new List<(string, Expression)>();
        while (TakeOrder() is { } order)
        {
            rest.Add((order, ReadSum()));
        }

        return rest.Count == 0 ? first : new Comparisons(first, rest, line);
    }

    private string? TakeOrder()
    {
        if (tokens.Current.IsWord("not") && tokens.Following.IsWord("in"))
        {
            tokens.Take();
            tokens.Take();
            return "not in";
        }

        return tokens.Current.Kind == TokenKind.Operator && Orders.Contains(tokens.Current.Text) || tokens.Current.IsWord("in")
            ? tokens.Take().Text
            : null;
    }

    private Expression ReadSum() => ReadCalculation(ReadConcatenation, "+", "-");

    private Expression ReadConcatenation()
    {
        var line = tokens.Current.Line;
        var parts = new List<Expression> { ReadProduct() };
        while (tokens.TakeOperator("~"))
        {
            parts.Add(ReadProduct());
        }

        return parts is [var only] ? only : new Concatenation(parts, line);
    }

    private Expression ReadProduct() => ReadCalculation(ReadPower, "*", "/", "//", "%");

    private Expression ReadPower() => ReadCalculation(() => ReadSigned(withFilters: true), "**");

    private Expression ReadCalculation(Func<Expression> part, params ReadOnlySpan<string> operators)
    {
        var left = part();
        while (tokens.Current.Kind == TokenKind.Operator && operators.Contains(tokens.Current.Text))
        {
            var token = tokens.Take();
            left = new Calculation(token.Text, left, part(), token.Line);
        }

        return left;
    }

    private Expression ReadSigned(bool withFilters)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var token = tokens.Current;
        Expression value;
        if (token.IsOperator("-") || token.IsOperator("+"))
        {
            tokens.Take();
            value = new Sign(ReadSigned(withFilters: false), token.IsOperator("-"), token.Line);
        }
        else
        {
            value = ReadPrimary();
        }

        value = ReadPostfix(value);
        return withFilters ? ReadFilters(value) : value;
    }

    private Expression ReadPrimary()
    {
        var token = tokens.Take();
        switch (token.Kind)
        {
            case TokenKind.Name:
                return token.Text switch
                {
                    "true" or "True" => new Literal(true, token.Line),
                    "false" or "False" => new Literal(false, token.Line),
                    "none" or "None" => new Literal(null, token.Line),
                    _ => new Name(token.Text, token.Line),
                };
            case TokenKind.String:
                var text = token.Text;
                while (tokens.Current.Kind == TokenKind.String)
                {
                    text += tokens.Take().Text;
                }

                return new Literal(text, token.Line);
            case TokenKind.Integer:
                return new Literal(WholeOf(token), token.Line);
            case TokenKind.Float:
                return new Literal(double.Parse(token.Text, CultureInfo.InvariantCulture), token.Line);
            case TokenKind.Operator when token.Text == "(":
                return ReadBracket(token.Line);
            case TokenKind.Operator when token.Text == "[":
                return new Items(ReadList("]"), IsTuple: false, token.Line);
            case TokenKind.Operator when token.Text == "{":
                return ReadPairs(token.Line);
            default:
                throw new JinjaException($"an expression is expected, and {token.Description} is there", token.Line);
        }
    }

    private Expression ReadBracket(int line)
    {
        if (tokens.TakeOperator(")"))
        {
            return new Items([], IsTuple: true, line);
        }

        var value = ReadTuple();
        tokens.ExpectOperator(")");
        return value;
    }

    private List<Expression> ReadList(string close)
    {
        var parts = new List<Expression>();
        while (!tokens.TakeOperator(close))
        {
            parts.Add(Read());
            if (!tokens.Current.IsOperator(close))
            {
                tokens.ExpectOperator(",");
            }
        }

        return parts;
    }

    private Pairs ReadPairs(int line)
    {
        var parts = new List<(Expression, Expression)>();
        while (!tokens.TakeOperator("}"))
        {
            var key = Read();
            tokens.ExpectOperator(":");
            parts.Add((key, Read()));
            if (!tokens.Current.IsOperator("}"))
            {
                tokens.ExpectOperator(",");
            }
        }

        return new Pairs(parts, line);
    }

    private Expression ReadPostfix(Expression value)
    {
        while (true)
        {
            var line = tokens.Current.Line;
            if (tokens.TakeOperator("."))
            {
                var member = tokens.Take();
                value = member.Kind switch
                {
                    TokenKind.Name => new Member(value, member.Text, line),
                    TokenKind.Integer => new Item(value, new Literal(WholeOf(member), line), line),
                    _ => throw new JinjaException($"a name is expected behind the point, and {member.Description} is there", member.Line),
                };
            }
            else if (tokens.TakeOperator("["))
            {
                value = ReadSubscript(value, line);
            }
            else if (tokens.Current.IsOperator("("))
            {
                value = new Call(value, ReadArguments(), line);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ReadSubscript(Expression owner, int line)
    {
        var start = tokens.Current.IsOperator(":") ? null : ReadTuple();
        if (!tokens.TakeOperator(":"))
        {
            tokens.ExpectOperator("]");
            return new Item(owner, start!, line);
        }

        var stop = tokens.Current.IsOperator(":") || tokens.Current.IsOperator("]") ? null : Read();
        var step = tokens.TakeOperator(":") && !tokens.Current.IsOperator("]") ? Read() : null;
        tokens.ExpectOperator("]");
        return new Slice(owner, start, stop, step, line);
    }

    private Expression ReadFilters(Expression value)
    {
        while (true)
        {
            var line = tokens.Current.Line;
            if (tokens.TakeOperator("|"))
            {
                value = ReadFilter(value);
            }
            else if (tokens.TakeWord("is"))
            {
                value = ReadTest(value, line);
            }
            else if (tokens.Current.IsOperator("("))
            {
                value = new Call(value, ReadArguments(), line);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ReadTest(Expression input, int line)
    {
        var isNot = tokens.TakeWord("not");
        var name = tokens.Expect(TokenKind.Name, "the name of a test").Text;
        var arguments = Arguments.None;
        if (tokens.Current.IsOperator("("))
        {
            arguments = ReadArguments();
        }
        else if (tokens.Current.IsWord("is"))
        {
            throw new JinjaException("a test cannot be tested: put it into brackets", line);
        }
        else if (IsTestArgument(tokens.Current))
        {
            arguments = new Arguments([ReadPostfix(ReadPrimary())], []);
        }

        Expression test = new Test(input, name, arguments, line);
        return isNot ? new Not(test, line) : test;
    }

    // A test may have one argument without brackets.
    private static bool IsTestArgument(Token token) => token.Kind switch
    {
        TokenKind.Name => token.Text is not ("else" or "or" or "and"),
        TokenKind.String or TokenKind.Integer or TokenKind.Float => true,
        _ => token.IsOperator("[") || token.IsOperator("{"),
    };

    private Arguments ReadArguments()
    {
        tokens.ExpectOperator("(");
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        Expression? spread = null;
        Expression? spreadNamed = null;
        while (!tokens.TakeOperator(")"))
        {
            if (spread is null && tokens.TakeOperator("*"))
            {
                spread = Read();
            }
            else if (spreadNamed is null && tokens.TakeOperator("**"))
            {
                spreadNamed = Read();
            }
            else if (tokens.Current.Kind == TokenKind.Name && tokens.Following.IsOperator("="))
            {
                var name = tokens.Take().Text;
                tokens.Take();
                named.Add((name, Read()));
            }
            else if (named.Count == 0 && spread is null && spreadNamed is null)
            {
                positional.Add(Read());
            }
            else
            {
                throw tokens.Unexpected("an argument with a name");
            }

            if (!tokens.Current.IsOperator(")"))
            {
                tokens.ExpectOperator(",");
            }
        }

        return new Arguments(positional, named, spread, spreadNamed);
    }

    private static long WholeOf(Token token) => long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new JinjaException($"the number {token.Text} does not fit into 64 bits", token.Line);
}
