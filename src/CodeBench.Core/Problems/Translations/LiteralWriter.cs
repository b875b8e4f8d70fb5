using System.Globalization;
using System.Numerics;

namespace CodeBench.Core.Problems.Translations;

/// <summary>Writes values in a language.</summary>
/// <param name="translation">How they are written.</param>
internal sealed class LiteralWriter(Translation translation)
{
    private readonly TypeNamer _types = new(translation);

    /// <summary>A value that is handed to a function.</summary>
    /// <exception cref="UntranslatableException">The language cannot write it.</exception>
    public string Argument(Literal literal, ProblemType type) => InPlace("argument", literal, type, Write(literal));

    /// <summary>A value that a function is expected to return.</summary>
    /// <exception cref="UntranslatableException">The language cannot write it.</exception>
    public string Expected(Literal literal, ProblemType type) =>
        InPlace(translation.Values.ContainsKey("expected") ? "expected" : "argument", literal, type, Write(literal));

    private string InPlace(string place, Literal literal, ProblemType type, string value) =>
        translation.Values.TryGetValue(place, out var template) ? Render(template, literal, type, ("value", () => value)) : value;

    private string Write(Literal literal)
    {
        switch (literal.Kind)
        {
            case LiteralKind.Text:
                var text = QuotedText.Of(literal.Text, translation.Strings);
                return Render(TemplateOf("str"), literal, literal.Type, ("value", () => text));
            case LiteralKind.None:
                return Render(Required("none"), literal, literal.Type);
            case LiteralKind.Bool:
                return Render(Required(literal.Text), literal, literal.Type);
            case LiteralKind.Whole or LiteralKind.WholeAsReal or LiteralKind.Real:
                RequireFit(literal);
                var number = TemplateOf(KindWords.Of(literal.Kind)) ?? TemplateOf("int");
                return Render(number, literal, literal.Type, ("value", () => literal.Text));
            case LiteralKind.Some or LiteralKind.Union:
                var inner = Write(literal.Items[0]);
                return Render(TemplateOf(KindWords.Of(literal.Kind)), literal, literal.Type, ("value", () => inner));
            case LiteralKind.Dict:
                return Render(Required("dict"), literal, literal.Type, ("pairs", () => Pairs(literal)));
            case LiteralKind.Tuple:
                var tuple = TemplateOf("tuple") ?? Required("list");
                return Render(tuple, literal, literal.Type, ("items", () => literal.Items.Select(Write).ToList()));
            default:
                var list = TemplateOf(KindWords.Of(literal.Kind)) ?? Required("list");
                return Render(list, literal, literal.Type, ("items", () => literal.Items.Select(item => InPlace("item", item, literal.ItemType, Write(item))).ToList()));
        }
    }

    private List<string> Pairs(Literal dict)
    {
        var keys = dict.Items.Where((_, i) => i % 2 == 0).Select(key => KindWords.Of(key.Kind));
        if (translation.DictKeys.Count > 0 && keys.FirstOrDefault(word => !translation.DictKeys.Contains(word)) is { } other)
        {
            throw new UntranslatableException($"a dictionary's keys cannot be {other}s");
        }

        var pairs = dict.Items.Select(Write).Chunk(2);
        return [.. pairs.Select(pair => Render(Required("pair"), dict, dict.Type, ("key", () => pair[0]), ("value", () => pair[1])))];
    }

    private TextTemplate? TemplateOf(string word) => translation.Values.GetValueOrDefault(word);

    private TextTemplate Required(string word) => TemplateOf(word) ?? throw new UntranslatableException($"there is no way to write {word}");

    // What a definition does not say of a kind is the value itself.
    private string Render(TextTemplate? template, Literal literal, ProblemType type, params (string Name, Func<object> Value)[] own)
    {
        if (template is null)
        {
            return (string)own[0].Value();
        }

        (string Name, Func<object> Value)[] all =
        [
            .. own,
            ("count", () => (long)(literal.Kind == LiteralKind.Dict ? literal.Items.Count / 2 : literal.Items.Count)),
            ("kind", () => KindWords.Of(literal.Kind)),
            ("text", () => literal.Text),
            ("inner", () => literal.Kind is LiteralKind.Some or LiteralKind.Union ? Write(literal.Items[0]) : ""),
            ("type_kind", () => type.Word),
            ("type", () => _types.Name(type)),
            ("inner_type", () => _types.InnerName(type)),
            ("item_kind", () => ItemType(literal).Word),
            ("item_type", () => IsList(literal) ? _types.Name(ItemType(literal)) : ""),
            ("item_inner_type", () => IsList(literal) ? _types.InnerName(ItemType(literal)) : ""),
            ("tuple_name", () => _types.TupleName(literal.Items.Count)),
        ];
        return AskedVariables.Render(template, all);
    }

    private static bool IsList(Literal literal) => literal.Kind is LiteralKind.List or LiteralKind.Sequence;

    // The items are cast to what they are; the list is one of what the signature says.
    private static ProblemType ItemType(Literal list) => list.Type.Parts is [var part] ? part : list.ItemType;

    private void RequireFit(Literal literal)
    {
        if (literal.Kind == LiteralKind.Real || translation.IntegerBits is not { } bits)
        {
            return;
        }

        var number = BigInteger.Parse(literal.Text, CultureInfo.InvariantCulture);
        if (number >= BigInteger.One << bits || number < -(BigInteger.One << bits))
        {
            throw new UntranslatableException($"the number {literal.Text} does not fit into {bits} bits and a sign");
        }
    }
}
