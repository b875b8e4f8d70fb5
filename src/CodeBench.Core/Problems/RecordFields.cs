using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads the fields of one benchmark record.</summary>
internal static class RecordFields
{
    /// <summary>The fields by their names in templates; null, with faults, where the record is not as the file's form says.</summary>
    public static IReadOnlyDictionary<string, object>? Read(JsonRecord record, BenchmarkFile file, FaultCollector faults)
    {
        if (record.Value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(record.Fault(null, "A record must be a JSON object."));
            return null;
        }

        var isRight = true;
        void Fail(string field, string message)
        {
            isRight = false;
            faults.Add(record.Fault(field, message));
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var field in file.Fields)
        {
            if (field.IsAbsent)
            {
                values.Add(field.As, field.EmptyValue);
            }
            else if (!record.Value.TryGetProperty(field.Name, out var element))
            {
                Fail(field.Name, "is missing.");
            }
            else if (Value(element, field.Type) is { } value)
            {
                values.Add(field.As, value);
            }
            else
            {
                Fail(field.Name, $"must be {Describe(field.Type)}.");
            }
        }

        var known = file.Fields.Where(field => !field.IsAbsent).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var property in record.Value.EnumerateObject().Where(property => !known.Contains(property.Name)))
        {
            Fail(property.Name, $"is not a field of {file.Name}.");
        }

        return isRight ? values : null;
    }

    private static object? Value(JsonElement element, FieldType type) => (type, element.ValueKind) switch
    {
        (FieldType.Text, JsonValueKind.String) => JsonText.Of(element),
        (FieldType.Number, JsonValueKind.Number) when element.TryGetInt64(out var number) => number,
        (FieldType.Texts, JsonValueKind.Array) => Texts(element),
        (FieldType.Json, _) => element.GetRawText(),
        _ => null,
    };

    private static string[]? Texts(JsonElement array)
    {
        var texts = new List<string>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || JsonText.Of(item) is not { } text)
            {
                return null;
            }

            texts.Add(text);
        }

        return [.. texts];
    }

    private static string Describe(FieldType type) => type switch
    {
        FieldType.Text => "a text",
        FieldType.Number => "a whole number",
        FieldType.Json => "JSON",
        _ => "a list of texts",
    };
}
