using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>A variant of the style: other words, or another order of the solved examples.</summary>
/// <param name="Kind">What is varied.</param>
/// <param name="Detail">To what.</param>
/// <param name="Style">The style in the variant.</param>
public sealed record StyleVariant(string Kind, string? Detail, PromptStyle Style) : PromptVariant(Kind, Detail)
{
    /// <summary>A style's variants: each of its wordings; its solved examples from the last to the first, and with the first moved to the end.</summary>
    public static IEnumerable<StyleVariant> AllOf(PromptStyle style) =>
    [
        .. style.Wordings.Select(wording => new StyleVariant("wording", wording.Name, wording.Of(style))),
        .. style.Shots.Count > 1 ? [Order(style, "reversed", style.Shots.Reverse())] : Array.Empty<StyleVariant>(),
        .. style.Shots.Count > 2 ? [Order(style, "rotated", [.. style.Shots.Skip(1), style.Shots[0]])] : Array.Empty<StyleVariant>(),
    ];

    /// <inheritdoc/>
    public override PromptStyle Change(PromptStyle style) => Style;

    private static StyleVariant Order(PromptStyle style, string detail, IEnumerable<string> shots) => new("shot-order", detail, style with { Shots = [.. shots] });
}
