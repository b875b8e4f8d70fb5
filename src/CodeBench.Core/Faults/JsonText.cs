using System.Text.Json;

namespace CodeBench.Core.Faults;

/// <summary>Reads JSON strings.</summary>
internal static class JsonText
{
    /// <summary>The text of a JSON string; null where its escapes make half a character, which no file could hold as UTF-8.</summary>
    public static string? Of(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
