namespace CodeBench.Generation.Chat.Jinja.Parsing;

/// <summary>What stands between the brackets of a call.</summary>
/// <param name="Positional">Arguments by their places.</param>
/// <param name="Named">Arguments by name.</param>
/// <param name="Spread">A list of more arguments (*a); null where there is none.</param>
/// <param name="SpreadNamed">A mapping of more named ones (**a); null where there is none.</param>
internal sealed record Arguments(
    IReadOnlyList<Expression> Positional,
    IReadOnlyList<(string Name, Expression Value)> Named,
    Expression? Spread = null,
    Expression? SpreadNamed = null)
{
    /// <summary>No arguments.</summary>
    public static Arguments None { get; } = new([], []);
}
