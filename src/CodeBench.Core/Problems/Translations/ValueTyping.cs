namespace CodeBench.Core.Problems.Translations;

/// <summary>Finds out how a value is written where a type is expected.</summary>
internal static class ValueTyping
{
    private static readonly ProblemType Any = new(TypeKind.Any);

    /// <summary>The value as one of a type.</summary>
    /// <exception cref="UntranslatableException">It is none of that type.</exception>
    public static Literal Resolve(ProblemValue value, ProblemType type) =>
        TryResolve(value, type, exact: false) ?? throw new UntranslatableException($"the value {Shortened(value)} is no {type}");

    /// <summary>The value as one of a type where it is, else of the type that it seems to have.</summary>
    public static Literal ResolveOrInfer(ProblemValue value, ProblemType type) => TryResolve(value, type, exact: false) ?? Infer(value);

    /// <summary>The value as one of the type that it seems to have.</summary>
    public static Literal Infer(ProblemValue value) => TryResolve(value, TypeOf(value), exact: false)!;

    private static Literal? TryResolve(ProblemValue value, ProblemType type, bool exact) => (type.Kind, value.Kind) switch
    {
        (TypeKind.Any, _) => Infer(value),
        (TypeKind.None, ValueKind.None) or (TypeKind.Optional, ValueKind.None) => new Literal(LiteralKind.None, type, ""),
        (TypeKind.Optional, _) => Wrapped(LiteralKind.Some, type, TryResolve(value, type.Parts[0], exact)),
        (TypeKind.Union, _) => OneOf(value, type, exact),
        (TypeKind.Bool, ValueKind.Bool) => new Literal(LiteralKind.Bool, type, value.Text),
        (TypeKind.Whole, ValueKind.Whole) => new Literal(LiteralKind.Whole, type, value.Text),
        (TypeKind.Real, ValueKind.Real) => new Literal(LiteralKind.Real, type, value.Text),
        (TypeKind.Real, ValueKind.Whole) when !exact => new Literal(LiteralKind.WholeAsReal, type, value.Text),
        (TypeKind.Text, ValueKind.Text) => new Literal(LiteralKind.Text, type, value.Text),
        (TypeKind.List, ValueKind.List) => Items(LiteralKind.List, value, type, exact),
        (TypeKind.Sequence, ValueKind.Tuple) => Items(LiteralKind.Sequence, value, type, exact),
        (TypeKind.Tuple, ValueKind.Tuple) when value.Items.Count == type.Parts.Count =>
            Whole(LiteralKind.Tuple, type, [.. value.Items.Select((item, i) => TryResolve(item, type.Parts[i], exact))]),
        (TypeKind.Dict, ValueKind.Dict) =>
            Whole(LiteralKind.Dict, type, [.. value.Items.Select((item, i) => TryResolve(item, type.Parts[i % 2], exact))]),
        _ => null,
    };

    // A number that is whole is rather an int than a float, so the alternatives are tried exactly first.
    private static Literal? OneOf(ProblemValue value, ProblemType type, bool exact)
    {
        var found = type.Parts.Select(part => TryResolve(value, part, exact: true)).FirstOrDefault(literal => literal is not null);
        found ??= exact ? null : type.Parts.Select(part => TryResolve(value, part, exact: false)).FirstOrDefault(literal => literal is not null);
        return Wrapped(LiteralKind.Union, type, found);
    }

    private static Literal? Items(LiteralKind kind, ProblemValue value, ProblemType type, bool exact)
    {
        var item = type.Parts[0].Kind == TypeKind.Any ? Common(value.Items) : type.Parts[0];
        return Whole(kind, type, [.. value.Items.Select(one => TryResolve(one, item, exact))]) is { } whole ? whole with { ItemType = item } : null;
    }

    private static Literal? Whole(LiteralKind kind, ProblemType type, IReadOnlyList<Literal?> items) =>
        items.Any(item => item is null) ? null : new Literal(kind, type, "", [.. items.OfType<Literal>()]);

    private static Literal? Wrapped(LiteralKind kind, ProblemType type, Literal? inner) => inner is null ? null : new Literal(kind, type, "", inner);

    private static ProblemType TypeOf(ProblemValue value) => value.Kind switch
    {
        ValueKind.None => new ProblemType(TypeKind.None),
        ValueKind.Bool => new ProblemType(TypeKind.Bool),
        ValueKind.Whole => new ProblemType(TypeKind.Whole),
        ValueKind.Real => new ProblemType(TypeKind.Real),
        ValueKind.Text => new ProblemType(TypeKind.Text),
        ValueKind.List => new ProblemType(TypeKind.List, Common(value.Items)),
        ValueKind.Tuple => new ProblemType(TypeKind.Tuple, [.. value.Items.Select(TypeOf)]),
        _ => new ProblemType(TypeKind.Dict, Common([.. value.Items.Where((_, i) => i % 2 == 0)]), Common([.. value.Items.Where((_, i) => i % 2 == 1)])),
    };

    /// <summary>The type of all of some values. Where there are none it is int, as in MultiPL-E: some type must be named.</summary>
    private static ProblemType Common(IReadOnlyList<ProblemValue> values)
    {
        var types = values.Select(TypeOf).Distinct().ToList();
        var others = types.Where(type => type.Kind != TypeKind.None).ToList();
        return (types.Count, others) switch
        {
            (0, _) => new ProblemType(TypeKind.Whole),
            (1, _) => types[0],
            (2, [var one]) => new ProblemType(TypeKind.Optional, one),
            _ => Any,
        };
    }

    private static string Shortened(ProblemValue value) => value.ToString() is { Length: > 60 } text ? text[..57] + "..." : value.ToString();
}
