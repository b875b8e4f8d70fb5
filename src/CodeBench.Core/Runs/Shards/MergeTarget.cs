using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs.Shards;

/// <summary>The folder that shards are merged into. Nothing of the run stands there until all of it does.</summary>
internal sealed class MergeTarget : IDisposable
{
    // What a submission keeps there.
    private static readonly string[] Others = [RunFolder.ShardsFolder, RunFolder.SubmissionFolder];

    private bool _isBegun;

    private MergeTarget(string path) => (Path, Building) = (path, System.IO.Path.Combine(path, ".merging"));

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Where the run is made before it takes its place.</summary>
    public string Building { get; }

    /// <summary>Looks at the folder; makes nothing.</summary>
    /// <exception cref="InvalidInputException">It is a file, or holds something.</exception>
    public static MergeTarget At(string path)
    {
        var target = new MergeTarget(System.IO.Path.GetFullPath(path));
        if (File.Exists(target.Path))
        {
            throw new InvalidInputException(new Fault("--out", null, null, $"{target.Path} is a file; --out names a folder"));
        }

        if (File.Exists(System.IO.Path.Combine(target.Path, RunFolder.ManifestFile)))
        {
            throw new InvalidInputException(new Fault("--out", null, null, $"{target.Path} is a run already: 'codebench score' and 'codebench report' work on it"));
        }

        // Files without a run.json beside an unfinished merge are of a merge that was killed while they took their places.
        string[] known = Directory.Exists(target.Building) ? [.. Others, ".merging", .. RunFolder.LineFiles] : Others;
        if (Directory.Exists(target.Path)
            && Directory.EnumerateFileSystemEntries(target.Path).Select(System.IO.Path.GetFileName).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } other)
        {
            throw new InvalidInputException(new Fault("--out", null, null, $"{target.Path} is not empty: it holds {other}"));
        }

        return target;
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _isBegun = true;
        if (Directory.Exists(Building))
        {
            Directory.Delete(Building, recursive: true);
        }

        Directory.CreateDirectory(Building);
    }

    /// <summary>Puts the run in its place, that which makes it one last.</summary>
    public void Keep()
    {
        foreach (var file in RunFolder.LineFiles.Append(RunFolder.ManifestFile))
        {
            var from = System.IO.Path.Combine(Building, file);
            if (File.Exists(from))
            {
                File.Move(from, System.IO.Path.Combine(Path, file), overwrite: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isBegun && Directory.Exists(Building))
        {
            Directory.Delete(Building, recursive: true);
        }
    }
}
