using System.Text.Json;

namespace CodeBench.Generation.Endpoints;

/// <summary>What a server says of a failure, in one of the forms that servers have for it.</summary>
internal static class ErrorText
{
    private const int Longest = 400;

    /// <summary>The words, on one line and cut where they are long; empty where there are none.</summary>
    public static string Of(string body)
    {
        var words = body;
        try
        {
            using var document = JsonDocument.Parse(body);
            words = WordsOf(document.RootElement) ?? body;
        }
        catch (JsonException)
        {
            // A page of HTML, or plain words.
        }

        words = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= Longest ? words : words[..Longest] + " ..";
    }

    // {"error": {"message"}}, {"error": ".."}, {"message"}, {"detail"}, and the code where there are no words.
    private static string? WordsOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return element.GetString();
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in (string[])["error", "message", "detail", "code"])
        {
            if (element.TryGetProperty(name, out var inner) && WordsOf(inner) is { Length: > 0 } words)
            {
                return element.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String && name != "code"
                    ? $"{words} ({code.GetString()})"
                    : words;
            }
        }

        return null;
    }
}
