using CodeBench.Core.Runs;

namespace CodeBench.Submission;

/// <summary>A command whose problems the nodes of a cluster share.</summary>
public sealed record ShardedCommand
{
    private const int LongestFolder = 40;
    private const int LongestName = 63;

    /// <summary>How CodeBench is started on a node: a program, and words that come before the command's own.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The command, without --shard and --out: "run --model .. --suite .."; of an execution without the run folder: "execute --workers ..".</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>What is done with the shards.</summary>
    public ShardStage Stage { get; init; }

    /// <summary>The number of shards, 1 or more.</summary>
    public required int Shards { get; init; }

    /// <summary>The run's folder, a full path that every node sees. Shards are made in shards/1 .. shards/N below it.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that it is started in, a full path; null where a node has another one.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>A word that tells its jobs from those of other submissions into a folder of this name; null where that does not matter, or it is not submitted yet.</summary>
    public string? Word { get; init; }

    /// <summary>What jobs are called: lower-case letters, digits and hyphens.</summary>
    public string Name => NameWithin(LongestName);

    /// <summary>What is done with the shards, as files and jobs are called: "generation".</summary>
    internal string StageName => Stage.ToString().ToLowerInvariant();

    /// <summary>The run folders of all shards, in their order.</summary>
    public IReadOnlyList<string> ShardFolders => [.. Enumerable.Range(1, Shards).Select(shard => System.IO.Path.Combine(ShardsFolder, $"{shard}"))];

    /// <summary>The folder that they lie in.</summary>
    internal string ShardsFolder => System.IO.Path.Combine(Folder, RunFolder.ShardsFolder);

    /// <summary>What jobs are called, in no more letters than these: the folder's name is cut.</summary>
    internal string NameWithin(int most)
    {
        var last = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Folder)).ToLowerInvariant();
        var plain = string.Concat(last.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        var stage = Stage == ShardStage.Whole ? "" : $"-{StageName}";
        var name = $"codebench-{(plain.Length > LongestFolder ? plain[..LongestFolder] : plain)}";
        var room = most - stage.Length;
        return $"{(name.Length > room ? name[..room] : name).TrimEnd('-')}{stage}";
    }
}
