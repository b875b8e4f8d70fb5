using System.Text.Json;

namespace CodeBench.Core.Problems.Translations;

/// <summary>Reads the document that a language's reader of problems leaves; docs/translate-a-suite.md describes it.</summary>
public static class TypedProblemReader
{
    /// <summary>Reads one document.</summary>
    /// <exception cref="FormatException">It has not the form: the reader has a fault.</exception>
    public static ProblemReading Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The document of a read problem is broken: {e.Message}", e);
        }
    }

    private static ProblemReading Read(JsonElement root)
    {
        if (root.TryGetProperty("refused", out var refused))
        {
            return new ProblemReading(null, UnsaidOf(refused));
        }

        var problem = new TypedProblem
        {
            EntryPoint = Text(root, "entry_point"),
            Parameters = All(root, "parameters", item => new ProblemParameter(Text(item, "name"), TypeOf(item.GetProperty("type")))),
            Returns = TypeOf(root.GetProperty("returns")),
            Docstring = All(root, "docstring", PartOf),
            Assertions = All(root, "assertions", CallOf),
        };
        return new ProblemReading(problem, null, All(root, "left_out", UnsaidOf));
    }

    private static Unsaid UnsaidOf(JsonElement item) => new(item.GetProperty("line").GetInt32(), Text(item, "reason"));

    private static DocstringPart PartOf(JsonElement item) => item.TryGetProperty("example", out var example)
        ? new DocstringPart(null, CallOf(example))
        : new DocstringPart(Text(item, "text"), null);

    private static ProblemCall CallOf(JsonElement item) => new(
        item.GetProperty("line").GetInt32(),
        Text(item, "function"),
        item.GetProperty("arguments").ValueKind == JsonValueKind.Null ? null : All(item, "arguments", ValueOf),
        ValueOf(item.GetProperty("expected")));

    private static ProblemType TypeOf(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            return new ProblemType(KindWords.Parse<TypeKind>(item.GetString()!));
        }

        var (name, parts) = Only(item);
        return new ProblemType(KindWords.Parse<TypeKind>(name), parts.ValueKind == JsonValueKind.Array ? [.. parts.EnumerateArray().Select(TypeOf)] : [TypeOf(parts)]);
    }

    private static ProblemValue ValueOf(JsonElement item)
    {
        var (name, content) = Only(item);
        return KindWords.Parse<ValueKind>(name) switch
        {
            ValueKind.None => new ProblemValue(ValueKind.None, ""),
            ValueKind.Bool => new ProblemValue(ValueKind.Bool, content.GetBoolean() ? "true" : "false"),
            ValueKind.Dict => new ProblemValue(ValueKind.Dict, "", [.. content.EnumerateArray().SelectMany(pair => pair.EnumerateArray()).Select(ValueOf)]),
            var kind and (ValueKind.List or ValueKind.Tuple) => new ProblemValue(kind, "", [.. content.EnumerateArray().Select(ValueOf)]),
            var kind => new ProblemValue(kind, content.GetString() ?? throw new FormatException($"The value of a {name} must be a text.")),
        };
    }

    private static (string Name, JsonElement Content) Only(JsonElement item) =>
        item.EnumerateObject().ToList() is [var only] ? (only.Name, only.Value) : throw new FormatException("A type or a value must have one key.");

    private static string Text(JsonElement item, string name) =>
        item.GetProperty(name).GetString() ?? throw new FormatException($"{name} must be a text.");

    private static List<T> All<T>(JsonElement item, string name, Func<JsonElement, T> read) => [.. item.GetProperty(name).EnumerateArray().Select(read)];
}
