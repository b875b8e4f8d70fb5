using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeBench.Training;

/// <summary>Writes JSON for people and programs: indented, letters as they are, lines that end the same on every machine.</summary>
public static class JsonFile
{
    private static readonly JsonWriterOptions Style =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file anew.</summary>
    public static void Write(string path, JsonObject content)
    {
        using var stream = File.Create(path);
        using (var writer = new Utf8JsonWriter(stream, Style))
        {
            content.WriteTo(writer);
        }

        stream.WriteByte((byte)'\n');
    }
}
