using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodeBench.Core.Contamination.Corpora;
using ZstdSharp;

namespace CodeBench.Bench.Contamination;

/// <summary>Makes corpora of code and prose: parts of this checkout's own sources and documentation, drawn from a seed.</summary>
internal sealed class CorpusMaker
{
    private const int Part = 4000;
    // As corpora are written: only what JSON itself demands is escaped.
    private static readonly JsonSerializerOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _parts;

    /// <summary>Reads the checkout.</summary>
    /// <param name="root">Its folder.</param>
    public CorpusMaker(string root)
    {
        string[] folders = ["src", "docs", "languages", "tests"];
        _parts =
        [
            .. from folder in folders
               from file in Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
               where Path.GetExtension(file) is ".cs" or ".md" or ".yaml" or ".py" or ".c"
               from part in File.ReadAllText(file).Chunk(Part)
               select new string(part),
        ];
    }

    /// <summary>Writes a file of the corpus, as its name says.</summary>
    /// <param name="path">Where.</param>
    /// <param name="bytes">How long it is, unpacked; a part longer at most.</param>
    /// <returns>The file, and how long it is, unpacked.</returns>
    public (CorpusFile File, long Bytes) Write(string path, long bytes)
    {
        var file = new CorpusFile(path);
        var random = new Random(1);
        var written = 0L;
        using var disk = File.Create(path);
        using Stream stream = Path.GetExtension(path) switch
        {
            ".gz" => new GZipStream(disk, CompressionLevel.Optimal),
            ".zst" => new CompressionStream(disk),
            _ => disk,
        };
        while (written < bytes)
        {
            var part = _parts[random.Next(_parts.Count)];
            var document = Encoding.UTF8.GetBytes((file.IsLines ? JsonSerializer.Serialize(new { id = written, text = part }, PlainText) : part) + "\n");
            stream.Write(document);
            written += document.Length;
        }

        return (file, written);
    }
}
