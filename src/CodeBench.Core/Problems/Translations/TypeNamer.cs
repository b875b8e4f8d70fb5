namespace CodeBench.Core.Problems.Translations;

/// <summary>Names types in a language.</summary>
/// <param name="translation">How they are named.</param>
internal sealed class TypeNamer(Translation translation)
{
    /// <summary>The name of a type; empty where the language writes no types.</summary>
    /// <exception cref="UntranslatableException">The language has no such type.</exception>
    public string Name(ProblemType type) => translation.Types is null ? "" : Render(TemplateOf(type), type);

    /// <summary>Its name within another type.</summary>
    /// <exception cref="UntranslatableException">The language has no such type.</exception>
    public string InnerName(ProblemType type)
    {
        if (translation.Types is null)
        {
            return "";
        }

        var name = Name(type);
        return translation.InnerTypes.TryGetValue(type.Word, out var inner) ? AskedVariables.Render(inner, ("type", () => name)) : name;
    }

    /// <summary>The name that tuples of so many items have; empty where it does not matter.</summary>
    /// <exception cref="UntranslatableException">There are none of so many.</exception>
    public string TupleName(int count) => translation.TupleNames switch
    {
        [] => "",
        var names when count >= 1 && count <= names.Count => names[count - 1],
        _ => throw new UntranslatableException($"there are no tuples of {count} items"),
    };

    private TextTemplate TemplateOf(ProblemType type)
    {
        // A tuple of any length is a list of another kind, where the definition does not say otherwise.
        var types = translation.Types!;
        return types.TryGetValue(type.Word, out var template) || (type.Kind == TypeKind.Sequence && types.TryGetValue("list", out template))
            ? template
            : throw new UntranslatableException($"there is no type for {type}");
    }

    private string Render(TextTemplate template, ProblemType type) => AskedVariables.Render(
        template,
        ("items", () => type.Parts.Select(InnerName).ToList()),
        ("item", () => InnerName(type.Parts[0])),
        ("item_kind", () => type.Parts is [var first, ..] ? first.Word : ""),
        ("key", () => InnerName(type.Parts[0])),
        ("value", () => InnerName(type.Parts[^1])),
        ("count", () => (long)type.Parts.Count),
        ("tuple_name", () => TupleName(type.Parts.Count)));
}
