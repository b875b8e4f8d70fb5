using System.IO.Compression;
using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>Reads the programs that `judge` is given: lines {"id", "program"}, plain or gzip. Other fields are passed over.</summary>
public static class ProgramLineReader
{
    private const int MostFaults = 20;

    /// <summary>Reads the whole file once for what is wrong with it, before anything is run.</summary>
    /// <returns>How many programs there are.</returns>
    /// <exception cref="InvalidInputException">No such file, or lines that are not as they should be: each by its number.</exception>
    public static int Check(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException(new Fault(path, null, null, "there is no such file"));
        }

        var faults = new FaultCollector();
        var (count, wrong) = (0, 0);
        foreach (var (number, text) in Lines(path))
        {
            count++;
            if (faults.Try(() => Parse(path, number, text)) is null && ++wrong == MostFaults)
            {
                break;
            }
        }

        faults.ThrowIfAny();
        return count;
    }

    /// <summary>Reads the programs, one by one.</summary>
    public static IEnumerable<ProgramLine> Read(string path) => Lines(path).Select(line => Parse(path, line.Number, line.Text));

    private static IEnumerable<(int Number, string Text)> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        for (var number = 1; reader.ReadLine() is { } text; number++)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return (number, text);
            }
        }
    }

    private static ProgramLine Parse(string path, int number, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return new ProgramLine(Field(document.RootElement, "id"), Field(document.RootElement, "program"));
        }
        catch (JsonException exception)
        {
            throw Wrong(null, $"is not JSON: {exception.Message}");
        }

        string Field(JsonElement line, string name)
        {
            if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty(name, out var value))
            {
                throw Wrong(name, "is missing");
            }

            return value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw Wrong(name, $"must be a string, not {value.ValueKind.ToString().ToLowerInvariant()}");
        }

        InvalidInputException Wrong(string? field, string message) => new(new Fault(path, number, field, message));
    }
}
