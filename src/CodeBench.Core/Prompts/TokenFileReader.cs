using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Prompts;

/// <summary>Reads the JSON lines that `tokenize` is given, plain or gzip. Of a text's or ids' line other fields are passed over; of a chat's none are.</summary>
public static class TokenFileReader
{
    private const int MostFaults = 20;
    private const string Generation = "add_generation_prompt";
    private const string Continuation = "continue_final_message";

    /// <summary>Reads lines {"id", "text"}.</summary>
    /// <exception cref="InvalidInputException">No such file, or lines that are not as they should be: each by its number.</exception>
    public static IReadOnlyList<TextLine> ReadTexts(string path) => Read(
        path, (record, faults) => TextOf(record, record.Value, "text", "text", faults) is { } text ? new TextLine(record.Value.GetProperty("id"), text) : null);

    /// <summary>Reads lines {"id", "ids"}.</summary>
    /// <exception cref="InvalidInputException">No such file, or lines that are not as they should be: each by its number.</exception>
    public static IReadOnlyList<TokenLine> ReadTokens(string path) => Read(
        path, (record, faults) => IdsOf(record, faults) is { } ids ? new TokenLine(record.Value.GetProperty("id"), ids, record.Line) : null);

    /// <summary>Reads lines {"id", "messages": [{"role", "content"}, ..]}, with "add_generation_prompt" or "continue_final_message" where they are wanted.</summary>
    /// <exception cref="InvalidInputException">No such file, or lines that are not as they should be: each by its number.</exception>
    public static IReadOnlyList<ChatLine> ReadChats(string path) => Read(path, ChatOf);

    private static List<T> Read<T>(string path, Func<JsonRecord, FaultCollector, T?> read)
        where T : class
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException(new Fault(path, null, null, "There is no such file."));
        }

        var faults = new FaultCollector(MostFaults);
        var lines = JsonRecords.Reading(path, () => ReadLines(path, read, faults));
        faults.ThrowIfAny();
        return lines;
    }

    private static List<T> ReadLines<T>(string path, Func<JsonRecord, FaultCollector, T?> read, FaultCollector faults)
        where T : class
    {
        using var content = JsonRecords.Open(path);
        return [.. JsonRecords.ReadLines(content, path, faults).Where(record => HasId(record, faults)).Select(record => read(record, faults)).OfType<T>()];
    }

    private static bool HasId(JsonRecord record, FaultCollector faults)
    {
        if (record.Value.ValueKind == JsonValueKind.Object
            && record.Value.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            return true;
        }

        faults.Add(record.Fault("id", "is missing, or is neither a text nor a number."));
        return false;
    }

    private static string? TextOf(JsonRecord record, JsonElement owner, string name, string field, FaultCollector faults)
    {
        if (owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String && JsonText.Of(value) is { } text)
        {
            return text;
        }

        faults.Add(record.Fault(field, "is missing, or is no text."));
        return null;
    }

    private static List<int>? IdsOf(JsonRecord record, FaultCollector faults)
    {
        var ids = new List<int>();
        var isRight = record.Value.TryGetProperty("ids", out var list) && list.ValueKind == JsonValueKind.Array;
        foreach (var item in isRight ? list.EnumerateArray() : default)
        {
            isRight &= item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var id) && id >= 0;
            ids.Add(isRight ? item.GetInt32() : 0);
        }

        if (!isRight)
        {
            faults.Add(record.Fault("ids", "is missing, or is no list of whole numbers from 0."));
        }

        return isRight ? ids : null;
    }

    private static ChatLine? ChatOf(JsonRecord record, FaultCollector faults)
    {
        var before = faults.Faults.Count;
        Refuse(record, record.Value, "", ["id", "messages", Generation, Continuation], faults);
        var messages = new List<ChatMessage>();
        var hasMessages = record.Value.TryGetProperty("messages", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0;
        foreach (var (i, item) in (hasMessages ? list.EnumerateArray() : default).Index())
        {
            var field = $"messages[{i}]";
            Refuse(record, item, $"{field}.", ["role", "content"], faults);
            var (role, content) = (TextOf(record, item, "role", $"{field}.role", faults), TextOf(record, item, "content", $"{field}.content", faults));
            messages.Add(new ChatMessage(role ?? "", content ?? ""));
        }

        if (!hasMessages)
        {
            faults.Add(record.Fault("messages", "is missing, or is no list of at least one message."));
        }

        var continues = FlagOf(record, Continuation, false, faults);
        var adds = FlagOf(record, Generation, !continues, faults);
        if (continues && adds)
        {
            faults.Add(record.Fault(Continuation, $"contradicts {Generation}."));
        }

        return faults.Faults.Count > before ? null : new ChatLine(record.Value.GetProperty("id"), messages, adds, continues, record.Line);
    }

    private static bool FlagOf(JsonRecord record, string name, bool otherwise, FaultCollector faults)
    {
        if (!record.Value.TryGetProperty(name, out var value))
        {
            return otherwise;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add(record.Fault(name, "must be true or false."));
        }

        return value.ValueKind == JsonValueKind.True;
    }

    // What was left out would be missing in the text, and nobody would know.
    private static void Refuse(JsonRecord record, JsonElement owner, string way, string[] known, FaultCollector faults)
    {
        var unknown = owner.ValueKind == JsonValueKind.Object ? owner.EnumerateObject().Select(field => field.Name).Except(known) : [];
        foreach (var name in unknown)
        {
            faults.Add(record.Fault(way + name, $"is not known. {Suggestion.For(name, known)}"));
        }
    }
}
