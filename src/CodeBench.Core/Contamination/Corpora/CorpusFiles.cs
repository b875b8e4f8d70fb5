using CodeBench.Core.Faults;

namespace CodeBench.Core.Contamination.Corpora;

/// <summary>Finds the files of a corpus.</summary>
public static class CorpusFiles
{
    /// <summary>The files that are meant, each once: those that are named, and all below folders whose names are understood.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="faults">Takes what is not there, is not understood or holds nothing.</param>
    /// <returns>In the order of the paths, within a folder by name: what the corpus is in does not depend on the disk.</returns>
    public static IReadOnlyList<CorpusFile> Find(IEnumerable<string> paths, FaultCollector faults) =>
        [.. paths.SelectMany(path => Below(path, faults)).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Select(path => new CorpusFile(path))];

    private static IReadOnlyList<string> Below(string path, FaultCollector faults)
    {
        if (File.Exists(path))
        {
            return CorpusFile.IsKnown(path) ? [path] : Wrong($"is neither {CorpusFile.Names}");
        }

        if (!Directory.Exists(path))
        {
            return Wrong("there is no such file or folder");
        }

        try
        {
            var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(CorpusFile.IsKnown).Order(StringComparer.Ordinal).ToList();
            return found.Count > 0 ? found : Wrong($"holds no file that is {CorpusFile.Names}");
        }
        catch (UnauthorizedAccessException exception)
        {
            return Wrong($"cannot be read: {exception.Message}");
        }

        IReadOnlyList<string> Wrong(string message)
        {
            faults.Add(new Fault(path, null, null, message));
            return [];
        }
    }
}
