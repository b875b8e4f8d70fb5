namespace CodeBench.Generation.Chat.Jinja.Parsing;

/// <summary>An expression of a template.</summary>
/// <param name="Line">Its line, counted from 1.</param>
internal abstract record Expression(int Line);

/// <summary>A text, a number, true, false or none.</summary>
internal sealed record Literal(object? Value, int Line) : Expression(Line);

/// <summary>A name.</summary>
internal sealed record Name(string Text, int Line) : Expression(Line);

/// <summary>[a, b], or (a, b).</summary>
internal sealed record Items(IReadOnlyList<Expression> Parts, bool IsTuple, int Line) : Expression(Line);

/// <summary>{a: b}.</summary>
internal sealed record Pairs(IReadOnlyList<(Expression Key, Expression Value)> Parts, int Line) : Expression(Line);

/// <summary>-a, +a.</summary>
internal sealed record Sign(Expression Operand, bool IsNegative, int Line) : Expression(Line);

/// <summary>not a.</summary>
internal sealed record Not(Expression Operand, int Line) : Expression(Line);

/// <summary>a and b, a or b.</summary>
internal sealed record Junction(Expression Left, Expression Right, bool IsAnd, int Line) : Expression(Line);

/// <summary>a + b, and the other operators that calculate.</summary>
internal sealed record Calculation(string Operator, Expression Left, Expression Right, int Line) : Expression(Line);

/// <summary>a ~ b ~ c.</summary>
internal sealed record Concatenation(IReadOnlyList<Expression> Parts, int Line) : Expression(Line);

/// <summary>a &lt; b &lt; c: each operator with what stands behind it.</summary>
internal sealed record Comparisons(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Rest, int Line) : Expression(Line);

/// <summary>a if b else c; without an else undefined.</summary>
internal sealed record Choice(Expression Test, Expression Then, Expression? Otherwise, int Line) : Expression(Line);

/// <summary>a.b.</summary>
internal sealed record Member(Expression Owner, string Text, int Line) : Expression(Line);

/// <summary>a[b].</summary>
internal sealed record Item(Expression Owner, Expression Key, int Line) : Expression(Line);

/// <summary>a[b:c:d].</summary>
internal sealed record Slice(Expression Owner, Expression? Start, Expression? Stop, Expression? Step, int Line) : Expression(Line);

/// <summary>a | b(c). Without an input where it is applied to a block.</summary>
internal sealed record Filter(Expression? Input, string Text, Arguments Arguments, int Line) : Expression(Line);

/// <summary>a is b(c).</summary>
internal sealed record Test(Expression Input, string Text, Arguments Arguments, int Line) : Expression(Line);

/// <summary>a(b).</summary>
internal sealed record Call(Expression Callee, Arguments Arguments, int Line) : Expression(Line);
