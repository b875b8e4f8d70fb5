using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

/// <summary>The tiny suite with its file pinned by size and hash, as those of others are, and folders to look for it.</summary>
internal sealed class PinnedSuite
{
    /// <summary>The content of the file.</summary>
    public const string Content = SuiteText.Records;

    /// <summary>Writes the suite below a folder, and makes the folders cache, data and from.</summary>
    public PinnedSuite(TemporaryFolder folder)
    {
        var pinned = SuiteText.Right.Replace(
            "    records: 3",
            $"    records: 3\n    sha256: {Hashes.Of(Content)}\n    size: {Content.Length}\n    url: https://example.org/tiny.jsonl");
        folder.Write("problems/tiny/suite.yaml", pinned);
        Folders = new BenchmarkFolders { Cache = folder.PathOf("cache"), Data = folder.PathOf("data"), From = [folder.PathOf("from")] };
        foreach (var path in (string[])[Folders.Cache, Folders.Data, .. Folders.From])
        {
            Directory.CreateDirectory(path);
        }

        Suite = SuiteReader.Read(folder.PathOf("problems/tiny"));
    }

    /// <summary>The suite.</summary>
    public Suite Suite { get; }

    /// <summary>Its file.</summary>
    public BenchmarkFile File => Suite.Files[0];

    /// <summary>The folders.</summary>
    public BenchmarkFolders Folders { get; }
}
