using System.Globalization;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Submission;

/// <summary>What a submission keeps beside its shards: submission/ below the run's folder, and below that a folder for each stage where these are jobs of their own.</summary>
/// <param name="command">What is submitted.</param>
public sealed class SubmissionFolder(ShardedCommand command)
{
    private readonly string _path = Path.Combine(command.Folder, RunFolder.SubmissionFolder, command.Stage == ShardStage.Whole ? "" : command.StageName);

    /// <summary>The folder of the shards' exit statuses, a file each.</summary>
    public string Statuses => Path.Combine(_path, "status");

    /// <summary>The folder of what the shards say, a file each.</summary>
    public string Logs => Path.Combine(_path, "logs");

    private string Document => Path.Combine(_path, "submission.json");

    /// <summary>Where a shard's output stands.</summary>
    public string LogOf(int shard) => Path.Combine(Logs, string.Create(CultureInfo.InvariantCulture, $"{shard}.log"));

    /// <summary>Begins a submission, or finds the one that is there.</summary>
    /// <param name="fresh">A new one.</param>
    /// <returns>What is known of it.</returns>
    /// <exception cref="InvalidInputException">There is one of another command, or it is damaged.</exception>
    public SubmissionRecord BeginOrResume(SubmissionRecord fresh)
    {
        ThrowIfInOtherStages();
        Directory.CreateDirectory(Statuses);
        Directory.CreateDirectory(Logs);
        Directory.CreateDirectory(command.ShardsFolder);
        if (!File.Exists(Document))
        {
            Write(fresh);
            return fresh;
        }

        var there = JsonFile.Read<SubmissionRecord>(Document);
        List<Fault> faults =
        [
            .. Difference("--engine", there.Engine, fresh.Engine),
            .. Difference("--shards", $"{there.Shards}", $"{fresh.Shards}"),
            .. Difference("command", Shell.Words(there.Command), Shell.Words(fresh.Command)),
        ];
        return faults.Count == 0 ? there : throw new InvalidInputException(faults);
    }

    /// <summary>Keeps others from submitting shards of this run, until what comes back is disposed of.</summary>
    /// <exception cref="InvalidInputException">Another command does.</exception>
    public IDisposable Lock()
    {
        Directory.CreateDirectory(_path);
        return FolderLock.Take(_path, "another command waits for these shards");
    }

    /// <summary>Writes down what was submitted.</summary>
    public void Write(SubmissionRecord record) => JsonFile.Write(Document, record);

    /// <summary>Keeps a file for people: the script, or the manifest.</summary>
    public void Keep(string name, string text) => AtomicFile.WriteText(Path.Combine(_path, name), text);

    /// <summary>The exit status of a shard's last try; null while it has none: it did not begin, it runs, or it was killed.</summary>
    public int? StatusOf(int shard)
    {
        var path = StatusFile(shard);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText(path);
            return int.TryParse(text, NumberStyles.None | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var status) ? status : null;
        }
        catch (IOException)
        {
            // A node that tries the shard again takes it away just now.
            return null;
        }
    }

    /// <summary>Whether a shard came to its end.</summary>
    public bool IsDone(int shard) => StatusOf(shard) is ShardStatus.Done or ShardStatus.DoneWithFaults;

    /// <summary>Forgets a shard's status, before it is tried again.</summary>
    public void Forget(int shard) => File.Delete(StatusFile(shard));

    /// <summary>The last thing that a shard said; null where it said nothing.</summary>
    public string? LastWordsOf(int shard) =>
        File.Exists(LogOf(shard)) ? File.ReadLines(LogOf(shard)).LastOrDefault(line => line.Trim().Length > 0)?.Trim() : null;

    private string StatusFile(int shard) => Path.Combine(Statuses, string.Create(CultureInfo.InvariantCulture, $"{shard}"));

    // Shards of one job each, and of two: neither goes on where the other stopped.
    private void ThrowIfInOtherStages()
    {
        var isWhole = command.Stage == ShardStage.Whole;
        var other = new SubmissionFolder(command with { Stage = isWhole ? ShardStage.Generation : ShardStage.Whole }).Document;
        if (File.Exists(other))
        {
            throw new InvalidInputException(new Fault(
                other, null, null, $"this folder's shards were submitted {(isWhole ? "with" : "without")} their execution as a job of its own: use another --out"));
        }
    }

    private IEnumerable<Fault> Difference(string what, string there, string here)
    {
        if (there != here)
        {
            yield return new Fault(Document, null, what, $"this folder's shards were submitted with {there}, not with {here}: use another --out");
        }
    }
}
