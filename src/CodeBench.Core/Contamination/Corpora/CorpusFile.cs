using System.IO.Compression;
using ZstdSharp;

namespace CodeBench.Core.Contamination.Corpora;

/// <summary>A file of a corpus; its name says how it is read.</summary>
/// <param name="Path">Its full path.</param>
public sealed record CorpusFile(string Path)
{
    /// <summary>The names that are understood, for people.</summary>
    public const string Names = ".txt or .jsonl, with .gz or .zst behind it where it is compressed";

    /// <summary>Whether its lines are documents, in JSON; else it is one document.</summary>
    public bool IsLines => Form(Path) == ".jsonl";

    /// <summary>How many bytes it has on the disk.</summary>
    public long Size => new FileInfo(Path).Length;

    /// <summary>Whether a name is understood.</summary>
    public static bool IsKnown(string path) => Form(path) is ".txt" or ".jsonl";

    /// <summary>Unpacks what was read of it.</summary>
    /// <param name="content">The file's bytes.</param>
    public Stream Unpack(Stream content) => Ending(Path) switch
    {
        ".gz" => new GZipStream(content, CompressionMode.Decompress),
        ".zst" => new DecompressionStream(content, leaveOpen: false),
        _ => content,
    };

    private static string Form(string path) => Ending(path) is ".gz" or ".zst" ? Ending(path[..^Ending(path).Length]) : Ending(path);

    private static string Ending(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant();
}
