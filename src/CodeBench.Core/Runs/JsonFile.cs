using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>The documents of a run: run.json and scores.json.</summary>
internal static class JsonFile
{
    /// <summary>Replaces the document: either the new one is there afterwards, or the old one.</summary>
    public static void Write<T>(string path, T document) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, document, RunJson.Document));

    /// <summary>Reads the document.</summary>
    /// <exception cref="InvalidInputException">It is damaged, or cannot be read.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonRecords.Reading(path, () =>
            {
                using var stream = File.OpenRead(path);
                return JsonSerializer.Deserialize<T>(stream, RunJson.Document) ?? throw new JsonException("the document is null");
            });
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(new Fault(path, (int?)exception.LineNumber + 1, exception.Path, $"is damaged: {exception.Message}"));
        }
    }
}
