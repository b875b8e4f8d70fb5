using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>The documents of a run: run.json, scores.json, submission.json.</summary>
public static class JsonFile
{
    /// <summary>Replaces the document: either the new one is there afterwards, or the old one.</summary>
    public static void Write<T>(string path, T document) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, document, RunJson.Document));

    /// <summary>Reads the document.</summary>
    /// <exception cref="InvalidInputException">It is damaged, of another schema, or cannot be read.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonRecords.Reading(path, () =>
            {
                // The text is read twice: made from the parsed document, faults would have no lines.
                var text = File.ReadAllText(path);
                using (var document = JsonDocument.Parse(text))
                {
                    FileSchema.Require(path, document.RootElement);
                }

                return JsonSerializer.Deserialize<T>(text, RunJson.Document) ?? throw new JsonException("the document is null");
            });
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(new Fault(path, (int?)exception.LineNumber + 1, exception.Path, $"is damaged: {exception.Message}"));
        }
    }
}
