using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodeBench.Core.Tests.Pages;

/// <summary>Unpacks what stands in a report's page, as its viewer does.</summary>
internal sealed class PageReader(string html)
{
    /// <summary>The index of all samples.</summary>
    public JsonElement Index { get; } = Chunks(html, "index").Single()[0];

    /// <summary>The texts of a kind: "completions-0".</summary>
    public IReadOnlyList<JsonElement> Texts(string id) => [.. Chunks(html, id).SelectMany(chunk => chunk.EnumerateArray())];

    /// <summary>How many chunks they are in.</summary>
    public int ChunksOf(string id) => Chunks(html, id).Count;

    /// <summary>The place of a sample in all columns.</summary>
    public int Row(string task, int sample) => Enumerable.Range(0, Index.GetProperty("sample").GetArrayLength()).Single(row =>
        Index.GetProperty("sample")[row].GetInt32() == sample && Problem(row).GetProperty("task_id").GetString() == task);

    /// <summary>A sample's problem.</summary>
    public JsonElement Problem(int row) => Index.GetProperty("problems")[Index.GetProperty("problem")[row].GetInt32()];

    /// <summary>What a run's column says of a sample.</summary>
    public int Column(string name, int row, int run = 0) => Index.GetProperty("runs")[run].GetProperty(name)[row].GetInt32();

    /// <summary>A sample's verdict; null where the run has none of it.</summary>
    public string? Verdict(int row, int run = 0) => Column("verdict", row, run) is >= 0 and var word ? Index.GetProperty("verdicts")[word].GetString() : null;

    private static List<JsonElement> Chunks(string html, string id)
    {
        var text = Element(id).Match(html).Groups[1].Value;
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Unpack(line.Split(' ')[2]))];
    }

    private static JsonElement Unpack(string packed)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        return JsonDocument.Parse(gzip).RootElement;
    }

    private static Regex Element(string id) => new($"<script type=\"text/plain\" id=\"{id}\">\n?(.*?)</script>", RegexOptions.Singleline);
}
