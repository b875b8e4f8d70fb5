using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Reports.References;

/// <summary>Reads problems/published.yaml: which published scores are known.</summary>
public static class PublishedFileReader
{
    /// <summary>The file's name in the folder of suites.</summary>
    public const string FileName = "published.yaml";

    /// <summary>The tables; none where the folder has no such file.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with the file.</exception>
    public static IReadOnlyList<PublishedFile> Read(string problemsFolder)
    {
        var path = Path.Combine(problemsFolder, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        var faults = new FaultCollector();
        var map = YamlMap.Load(path, faults);
        IReadOnlyList<PublishedFile> files = map is null ? [] : [.. map.SomeMaps("tables").Select(Read)];
        map?.RefuseTheRest();
        faults.ThrowIfAny();
        return files;
    }

    private static PublishedFile Read(YamlMap map)
    {
        var pinned = new PinnedFile { Name = map.FileName("file"), Sha256 = map.Text("sha256"), Size = map.Number("size", 1) };
        var file = new PublishedFile(map.Text("title"), map.Text("source"), pinned, map.TextMap("suites"), map.TextMap("languages"));
        map.RefuseTheRest();
        return file;
    }
}
