using System.Text.Json;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Tests.Chat;

/// <summary>JSON as the values that templates see.</summary>
internal static class JinjaValues
{
    public static IReadOnlyDictionary<string, object?> Of(JsonElement values) =>
        values.EnumerateObject().ToDictionary(pair => pair.Name, pair => ValueOf(pair.Value));

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Array => SequenceValue.List(value.EnumerateArray().Select(ValueOf)),
        JsonValueKind.Object => MappingOf(value),
        _ => null,
    };

    private static MappingValue MappingOf(JsonElement value)
    {
        var mapping = new MappingValue();
        foreach (var pair in value.EnumerateObject())
        {
            mapping.Set(pair.Name, ValueOf(pair.Value));
        }

        return mapping;
    }
}
