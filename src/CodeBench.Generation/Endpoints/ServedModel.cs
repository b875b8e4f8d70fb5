using System.Globalization;
using System.Text.Json;

namespace CodeBench.Generation.Endpoints;

/// <summary>What a server says of one of its models.</summary>
/// <param name="Name">What it is asked by.</param>
/// <param name="Owner">Whom it belongs to, which with most servers says what kind of server it is; null where it is not said.</param>
/// <param name="Root">What the name stands for, a folder or a name on a hub; null where it is not said.</param>
/// <param name="Context">The most tokens of prompt and answer together; null where it is not said.</param>
internal sealed record ServedModel(string Name, string? Owner = null, string? Root = null, int? Context = null)
{
    /// <summary>The models of a list; those without a name are left out, and of something else there are none.</summary>
    /// <param name="list">The JSON document of GET /models.</param>
    /// <param name="clean">Takes out of the server's words what must not be kept.</param>
    public static IReadOnlyList<ServedModel> ListOf(JsonElement list, Func<string, string> clean)
    {
        return list.ValueKind == JsonValueKind.Object && list.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
            ? [.. data.EnumerateArray().Where(item => TextAt(item, "id") is not null).Select(Of)]
            : [];

        ServedModel Of(JsonElement item) => new(TextAt(item, "id")!, TextAt(item, "owned_by"), TextAt(item, "root"), ContextOf(item));

        string? TextAt(JsonElement item, string name) =>
            item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? clean(text.GetString()!) : null;
    }

    /// <summary>What run.json says of the server beside the plan.</summary>
    public IReadOnlyDictionary<string, string> Describe(Uri address)
    {
        var facts = new Dictionary<string, string> { ["address"] = address.ToString() };
        if (Owner is not null)
        {
            facts["owned_by"] = Owner;
        }

        if (Context is { } context)
        {
            facts["max_model_len"] = context.ToString(CultureInfo.InvariantCulture);
        }

        return facts;
    }

    private static int? ContextOf(JsonElement item) =>
        item.TryGetProperty("max_model_len", out var length) && length.ValueKind == JsonValueKind.Number && length.TryGetInt32(out var count) ? count : null;
}
