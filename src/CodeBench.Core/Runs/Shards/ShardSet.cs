using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs.Shards;

/// <summary>The shards of one run, all of them, open and in their order.</summary>
internal sealed class ShardSet : IDisposable
{
    private readonly List<(RunFolder Folder, (int Part, int Parts) Shard)> _open = [];

    private ShardSet()
    {
    }

    /// <summary>The shards, in their order: that of number 1 comes first.</summary>
    public IReadOnlyList<RunFolder> Folders => [.. _open.Select(item => item.Folder)];

    /// <summary>What brings a shard to its end that a command was stopped in.</summary>
    public static string BeginAgain(RunFolder folder) =>
        $"give the command that began it once more (--shard {folder.Manifest.Plan.Shard} --out {folder.Path}), and it goes on";

    /// <summary>Opens them.</summary>
    /// <param name="paths">Their folders, in any order; one that is named twice, or is there as a copy, is taken once.</param>
    /// <param name="observer">Hears of these.</param>
    /// <exception cref="InvalidInputException">All that is wrong: no runs, whole runs, shards of other runs, missing ones.</exception>
    public static ShardSet Open(IReadOnlyList<string> paths, IRunObserver observer)
    {
        var faults = new FaultCollector();
        var set = new ShardSet();
        try
        {
            foreach (var (path, names) in paths.GroupBy(Target).Select(group => (group.Key, group.Count())))
            {
                if (names > 1)
                {
                    observer.Tell($"{path} is named {names} times: it is taken once.");
                }

                set.Add(path, faults);
            }

            set._open.Sort((left, right) => left.Shard.CompareTo(right.Shard));
            set.TakeEachOnce(observer, faults);
            set.RequireOneRun(faults);
            faults.ThrowIfAny();
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _open.ForEach(item => item.Folder.Dispose());

    private static string Target(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Directory.Exists(path) ? new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;
    }

    private void Add(string path, FaultCollector faults)
    {
        if (faults.Try(() => RunFolder.Open(path)) is not { } folder)
        {
            return;
        }

        if (ProblemShare.TryParseShard(folder.Manifest.Plan.Shard, out var shard))
        {
            _open.Add((folder, shard));
        }
        else
        {
            folder.Dispose();
            faults.Add(new Fault(folder.Path, null, null, "is a whole run and no shard of one"));
        }
    }

    private void TakeEachOnce(IRunObserver observer, FaultCollector faults)
    {
        for (var i = _open.Count - 1; i > 0; i--)
        {
            var ((before, there), (folder, shard)) = (_open[i - 1], _open[i]);
            if (there != shard)
            {
                continue;
            }

            if (HashesOf(before).SequenceEqual(HashesOf(folder)))
            {
                observer.Tell($"{folder.Path} is a copy of {before.Path}: it is taken once.");
            }
            else
            {
                faults.Add(new Fault(folder.Path, null, null, $"is shard {folder.Manifest.Plan.Shard} as {before.Path} is, and differs from it: leave one of them out"));
            }

            folder.Dispose();
            _open.RemoveAt(i);
        }
    }

    private static IEnumerable<string> HashesOf(RunFolder folder) =>
        RunFolder.LineFiles.Prepend(RunFolder.ManifestFile).Select(folder.PathOf).Select(file => File.Exists(file) ? ContentHash.OfFile(file) : "");

    private void RequireOneRun(FaultCollector faults)
    {
        if (_open.Count == 0)
        {
            return;
        }

        var (first, (_, parts)) = _open[0];
        foreach (var (folder, shard) in _open)
        {
            if (shard.Parts != parts)
            {
                faults.Add(new Fault(folder.Path, null, null, $"is shard {folder.Manifest.Plan.Shard}, and {first.Path} is {first.Manifest.Plan.Shard}: they are of runs in other numbers of parts"));
            }
        }

        var there = _open.Where(item => item.Shard.Parts == parts).ToList();
        foreach (var part in Enumerable.Range(1, parts).Except(there.Select(item => item.Shard.Part)))
        {
            faults.Add(new Fault("RUN", null, null, $"{part}/{parts} is missing"));
        }

        foreach (var (folder, _) in there.Skip(1))
        {
            faults.AddRange(ShardDifferences.Of(first, folder));
        }

        if (faults.IsEmpty)
        {
            faults.AddRange(ShardDifferences.OfShares(Folders));
        }
    }
}
