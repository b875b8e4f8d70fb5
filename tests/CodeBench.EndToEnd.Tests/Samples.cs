using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Reads records of JSON lines, packed or not, and writes samples as peers write them.</summary>
internal static class Samples
{
    /// <summary>The records of a .jsonl or .jsonl.gz file.</summary>
    public static IReadOnlyList<JsonObject> Read(string path) =>
        [.. Text(path).Split('\n').Where(line => line.Trim().Length > 0).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>A file's text, unpacked where its name ends in .gz.</summary>
    public static string Text(string path)
    {
        using Stream file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Lines of JSON, one for each object.</summary>
    public static string Lines(IEnumerable<object> objects) =>
        string.Concat(objects.Select(item => JsonSerializer.Serialize(item) + "\n"));

    /// <summary>Whether all programs are judged where the gate judges some.</summary>
    public static bool All { get; } = Environment.GetEnvironmentVariable("CODEBENCH_ALL_PROGRAMS") is { Length: > 0 };

    /// <summary>Every so-manieth of many alike, the first among them, and those that must not be missing; all where CODEBENCH_ALL_PROGRAMS is set.</summary>
    /// <param name="all">All, in an order that is always the same.</param>
    /// <param name="every">Of how many one is taken.</param>
    /// <param name="always">Which are taken in any case.</param>
    public static IEnumerable<T> Some<T>(this IEnumerable<T> all, int every, Func<T, bool>? always = null) =>
        all.Where((item, number) => All || number % every == 0 || always?.Invoke(item) == true);

    /// <summary>The text of a field.</summary>
    public static string Field(this JsonObject record, string name) => record[name]!.GetValue<string>();

    /// <summary>How many executions of a scores document have a verdict.</summary>
    public static int Count(this JsonElement scores, string verdict)
    {
        var verdicts = Assert.Single(scores.GetProperty("scores").EnumerateArray()).GetProperty("verdicts");
        return verdicts.TryGetProperty(verdict, out var count) ? count.GetInt32() : 0;
    }
}
