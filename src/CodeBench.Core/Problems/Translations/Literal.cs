namespace CodeBench.Core.Problems.Translations;

/// <summary>A value with the type that it has where it stands.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="Type">Its type.</param>
/// <param name="Text">A number's digits, a text, "true" or "false"; else empty.</param>
/// <param name="Items">What it is made of: items, keys and values by turns, or the one value that is there.</param>
public sealed record Literal(LiteralKind Kind, ProblemType Type, string Text, params IReadOnlyList<Literal> Items)
{
    /// <summary>The type that the items of a list have in common; any where they have none, or it is no list.</summary>
    public ProblemType ItemType { get; init; } = new(TypeKind.Any);
}
