using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems.Translations;

/// <summary>Reads languages/&lt;id&gt;/translation.yaml, strictly: what it does not know it refuses.</summary>
public static class TranslationReader
{
    /// <summary>The file's name in a language's folder.</summary>
    public const string FileName = "translation.yaml";

    private const string Text = "x";

    private static readonly IReadOnlyList<string> TypeWords = KindWords.All<TypeKind>();

    // What each template of values is told beside what all of them are told.
    private static readonly Dictionary<string, string[]> ValueWords = new(StringComparer.Ordinal)
    {
        ["none"] = [],
        ["true"] = [],
        ["false"] = [],
        ["int"] = ["value"],
        ["int_as_float"] = ["value"],
        ["float"] = ["value"],
        ["str"] = ["value"],
        ["list"] = ["items"],
        ["sequence"] = ["items"],
        ["tuple"] = ["items"],
        ["dict"] = ["pairs"],
        ["pair"] = ["key", "value"],
        ["some"] = ["value"],
        ["union"] = ["value"],
        ["item"] = ["value"],
        ["argument"] = ["value"],
        ["expected"] = ["value"],
    };

    private static readonly string[] OfEveryValue =
        ["count", "kind", "text", "inner", "type_kind", "type", "inner_type", "item_kind", "item_type", "item_inner_type", "tuple_name"];

    /// <summary>Reads the definition of a language's folder.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with the file, each with its line and field.</exception>
    public static Translation Read(string folder)
    {
        var faults = new FaultCollector();
        var path = Path.Combine(folder, FileName);
        var map = YamlMap.Load(path, faults);
        var translation = map is null ? null : Read(map, path, Path.GetFileName(Path.GetFullPath(folder)));
        faults.ThrowIfAny();
        return translation!;
    }

    private static Translation Read(YamlMap map, string path, string id)
    {
        var prompt = map.Map("prompt");
        var tests = map.Map("tests");
        var translation = new Translation
        {
            Id = id,
            Path = path,
            Extension = map.Text("extension"),
            Naming = ReadNaming(map),
            Reserved = map.Texts("reserved"),
            Renames = map.TextMap("renames"),
            Types = map.OptionalMap("types") is { } types ? ReadTypes(types, "item", "item_kind", "items", "key", "value", "count", "tuple_name") : null,
            InnerTypes = map.OptionalMap("inner_types") is { } inner ? ReadTypes(inner, "type") : new Dictionary<string, TextTemplate>(),
            TupleNames = map.Texts("tuple_names"),
            Values = ReadValues(map.Map("values")),
            Strings = ReadStrings(map.Map("strings")),
            IntegerBits = (int?)map.OptionalNumber("integer_bits", 1),
            DictKeys = map.Texts("dict_keys"),
            Terms = map.TextMap("terms"),
            Parameter = TemplateReader.Read(prompt, "parameter", "name", "type"),
            Call = TemplateReader.Read(prompt, "call", "name", "arguments"),
            Prompt = TemplateReader.Read(prompt, "text", "name", "parameters", "returns", "lines"),
            Opening = TemplateReader.Read(tests, "opening", "name"),
            Assertion = TemplateReader.Read(tests, "assertion", "name", "arguments", "expected", "kind", "return_kind", "return_type"),
            Closing = TemplateReader.Read(tests, "closing", "name"),
            StopTokens = map.SomeTexts("stops"),
        };
        foreach (var word in translation.DictKeys.Except(KindWords.All<LiteralKind>()))
        {
            map.Fail("dict_keys", $"names {word}, which is no kind of values. {Suggestion.For(word, KindWords.All<LiteralKind>())}");
        }

        prompt?.RefuseTheRest();
        tests?.RefuseTheRest();
        map.RefuseTheRest();
        return translation;
    }

    private static NameStyle ReadNaming(YamlMap map)
    {
        switch (map.OptionalText("naming") ?? "keep")
        {
            case "keep":
                return NameStyle.Keep;
            case "lower_camel":
                return NameStyle.LowerCamel;
            case "upper_camel":
                return NameStyle.UpperCamel;
            default:
                map.Fail("naming", "must be keep, lower_camel or upper_camel.");
                return NameStyle.Keep;
        }
    }

    private static Dictionary<string, TextTemplate> ReadTypes(YamlMap map, params string[] variables)
    {
        var types = TypeWords.Where(word => map.Keys.Contains(word)).ToDictionary(word => word, word => TemplateReader.Read(map, word, variables));
        RefuseTheRest(map, TypeWords);
        return types;
    }

    private static Dictionary<string, TextTemplate> ReadValues(YamlMap? map)
    {
        if (map is null)
        {
            return [];
        }

        var values = ValueWords.Where(word => map.Keys.Contains(word.Key))
            .ToDictionary(word => word.Key, word => TemplateReader.Read(map, word.Key, [.. word.Value, .. OfEveryValue]));
        RefuseTheRest(map, ValueWords.Keys);
        return values;
    }

    private static void RefuseTheRest(YamlMap map, IReadOnlyCollection<string> known)
    {
        foreach (var key in map.Keys.Where(key => !known.Contains(key)))
        {
            map.Fail(key, $"is not known here. {Suggestion.For(key, known)}");
        }
    }

    private static TextStyle ReadStrings(YamlMap? map)
    {
        if (map is null)
        {
            return new TextStyle { Quotes = [Text], Escapes = new Dictionary<string, string>(), QuoteEscape = TextTemplate.Parse("") };
        }

        var style = new TextStyle
        {
            Quotes = map.SomeTexts("quotes") is { Count: > 0 } quotes ? quotes : [Text],
            Escapes = map.TextMap("escapes"),
            QuoteEscape = TemplateReader.Read(map, "quote", "quote"),
            Control = map.Keys.Contains("control") ? TemplateReader.Read(map, "control", "hex2", "hex4", "octal3") : null,
        };
        map.RefuseTheRest();
        return style;
    }
}
