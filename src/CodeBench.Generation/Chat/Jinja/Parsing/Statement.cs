namespace CodeBench.Generation.Chat.Jinja.Parsing;

/// <summary>A part of a template that does something.</summary>
/// <param name="Line">Its line, counted from 1.</param>
internal abstract record Statement(int Line);

/// <summary>Text that is printed as it is.</summary>
internal sealed record PlainText(string Text, int Line) : Statement(Line);

/// <summary>{{ a }}.</summary>
internal sealed record Output(Expression Value, int Line) : Statement(Line);

/// <summary>{% for a in b if c %}.</summary>
internal sealed record For(
    Target Target, Expression Over, Expression? Condition, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Otherwise, int Line) : Statement(Line);

/// <summary>{% if a %}: the branches in order; the last may have no condition.</summary>
internal sealed record If(IReadOnlyList<(Expression? Condition, IReadOnlyList<Statement> Body)> Branches, int Line) : Statement(Line);

/// <summary>{% set a = b %}.</summary>
internal sealed record Set(Target Target, Expression Value, int Line) : Statement(Line);

/// <summary>{% set a %}, with the filters that the text goes through.</summary>
internal sealed record SetBlock(Target Target, IReadOnlyList<Filter> Filters, IReadOnlyList<Statement> Body, int Line) : Statement(Line);

/// <summary>{% macro a(b, c=d) %}.</summary>
internal sealed record Macro(
    string Text, IReadOnlyList<(string Name, Expression? Default)> Parameters, IReadOnlyList<Statement> Body, int Line) : Statement(Line);

/// <summary>{% generation %}: printed like any other, with names of its own.</summary>
internal sealed record Block(IReadOnlyList<Statement> Body, int Line) : Statement(Line);

/// <summary>{% break %}, {% continue %}.</summary>
internal sealed record Jump(bool IsBreak, int Line) : Statement(Line);
