using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace CodeBench.Core.Faults;

/// <summary>Reads the records of JSON-lines files strictly, plain or gzip; what is broken becomes a fault with its line.</summary>
internal static class JsonRecords
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file; unpacks it where it is gzip, whatever it is called.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Reads a file that the user named.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or what is packed in it is damaged.</exception>
    public static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidInputException(new Fault(path, null, null, $"cannot be read: {exception.Message}"));
        }
    }

    /// <summary>The records of JSON lines, with their line numbers. Blank lines are passed over.</summary>
    public static IEnumerable<JsonRecord> ReadLines(Stream content, string path, FaultCollector faults)
    {
        foreach (var (number, line) in Utf8Lines.Read(content))
        {
            if (faults.IsFull)
            {
                yield break;
            }

            if (!IsBlank(line.Span) && Parse(line, path, number, faults) is { } element)
            {
                yield return new JsonRecord(path, number, element);
            }
        }
    }

    /// <summary>The records of one JSON array, with the line where each begins.</summary>
    public static IReadOnlyList<JsonRecord> ReadArray(ReadOnlyMemory<byte> content, string path, FaultCollector faults)
    {
        var records = new List<JsonRecord>();
        if (Parse(content, path, 1, faults) is null)
        {
            return records;
        }

        var reader = new Utf8JsonReader(content.Span);
        reader.Read();
        long counted = 0;
        var line = 1;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            line += content.Span[(int)counted..(int)reader.TokenStartIndex].Count((byte)'\n');
            counted = reader.TokenStartIndex;
            using var document = JsonDocument.ParseValue(ref reader);
            records.Add(new JsonRecord(path, line, document.RootElement.Clone()));
        }

        return records;
    }

    /// <summary>One JSON value; null, with a fault, where it is broken.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="path">The file.</param>
    /// <param name="firstLine">The line of the file where it begins.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static JsonElement? Parse(ReadOnlyMemory<byte> json, string path, int firstLine, FaultCollector faults)
    {
        try
        {
            _ = Utf8.GetCharCount(json.Span);
            using var document = JsonDocument.Parse(PythonJson.WithNumbers(json.Span) ?? json, Strict);
            return document.RootElement.Clone();
        }
        catch (DecoderFallbackException)
        {
            faults.Add(new Fault(path, firstLine, null, "The text is not valid UTF-8."));
        }
        catch (JsonException e)
        {
            var line = firstLine + (int)(e.LineNumber ?? 0);
            faults.Add(new Fault(path, line, null, $"This is not valid JSON: {Shorten(e)}"));
        }

        return null;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    /// <summary>The message without the position within the value, which would contradict the line of the file.</summary>
    private static string Shorten(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = end < 0 ? e.Message : e.Message[..end];
        return e.BytePositionInLine is { } position ? $"{message} (byte {position + 1} of the line)" : message;
    }
}
