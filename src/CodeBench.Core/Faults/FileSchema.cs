using System.Text.Json;

namespace CodeBench.Core.Faults;

/// <summary>
/// The version of the form that files are written in: each document's field "schema". That of run.json is also the version of the lines
/// beside it. It rises when something that was written before comes to mean something else; a field that is not known is refused by its name.
/// </summary>
public static class FileSchema
{
    /// <summary>What is written, and the newest that is read.</summary>
    public const int Current = 1;

    /// <summary>Requires that a document is of a version that is known; one that does not say is of the first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">What it holds.</param>
    /// <exception cref="InvalidInputException">It is of another.</exception>
    public static void Require(string path, JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("schema", out var schema))
        {
            return;
        }

        if (schema.ValueKind != JsonValueKind.Number || !schema.TryGetInt32(out var version) || version is < 1 or > Current)
        {
            throw new InvalidInputException(new Fault(
                path,
                null,
                "schema",
                $"is {schema.GetRawText()}, and this version of CodeBench knows none but {Current}: take the version that wrote the file"));
        }
    }
}
