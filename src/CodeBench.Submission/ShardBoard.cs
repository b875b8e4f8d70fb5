using System.Globalization;

namespace CodeBench.Submission;

/// <summary>Where the shards of a submission stand.</summary>
/// <param name="folder">Where their exit statuses are.</param>
/// <param name="shards">How many there are.</param>
/// <param name="retries">How often one that failed is tried again.</param>
/// <param name="patience">How long one that has left the queue may lack an exit status before it counts as killed.</param>
/// <param name="time">The clock.</param>
internal sealed class ShardBoard(SubmissionFolder folder, int shards, int retries, TimeSpan patience, TimeProvider time)
{
    private readonly int[] _tries = new int[shards + 1];
    private readonly Dictionary<int, long> _missingSince = [];
    private readonly SortedSet<int> _failed = [];
    private string _told = "";

    /// <summary>Whether no shard is to be waited for.</summary>
    public bool IsOver => All.All(shard => folder.IsDone(shard) || _failed.Contains(shard));

    /// <summary>The shards that are not tried again.</summary>
    public IReadOnlyList<ShardFailure> Failures =>
        [.. _failed.Select(shard => new ShardFailure(shard, folder.StatusOf(shard), folder.LogOf(shard), folder.LastWordsOf(shard)))];

    private IEnumerable<int> All => Enumerable.Range(1, shards);

    /// <summary>The shards that are to be submitted now.</summary>
    /// <param name="queue">Those that wait or run.</param>
    public IReadOnlyList<int> Due(IReadOnlyDictionary<int, ShardPhase> queue)
    {
        // One that runs already was submitted by an earlier command.
        Tried(queue.Keys.Where(shard => _tries[shard] == 0));
        foreach (var shard in queue.Keys)
        {
            _missingSince.Remove(shard);
        }

        var due = new List<int>();
        foreach (var shard in All.Where(shard => !queue.ContainsKey(shard) && !_failed.Contains(shard)))
        {
            var status = folder.StatusOf(shard);
            if (status is ShardStatus.Done or ShardStatus.DoneWithFaults)
            {
                continue;
            }

            if (_tries[shard] > 0 && status is null && MayStillCome(shard))
            {
                continue;
            }

            _missingSince.Remove(shard);
            if (_tries[shard] > retries || (_tries[shard] > 0 && status is ShardStatus.BadInput))
            {
                _failed.Add(shard);
            }
            else
            {
                due.Add(shard);
            }
        }

        return due;
    }

    /// <summary>Counts a try of each.</summary>
    public void Tried(IEnumerable<int> tried)
    {
        foreach (var shard in tried)
        {
            _tries[shard]++;
        }
    }

    /// <summary>Where the shards stand, in a sentence; null where that is what was told before.</summary>
    /// <param name="queue">Those that wait or run.</param>
    public string? Changed(IReadOnlyDictionary<int, ShardPhase> queue)
    {
        var open = All.Where(shard => !folder.IsDone(shard)).ToList();
        var running = open.Count(shard => queue.TryGetValue(shard, out var phase) && phase == ShardPhase.Running);
        var failed = _failed.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $", {_failed.Count} failed") : "";
        var now = string.Create(
            CultureInfo.InvariantCulture,
            $"{shards - open.Count} of {shards} shards are done, {running} run, {open.Count - running - _failed.Count} wait{failed}.");
        if (now == _told)
        {
            return null;
        }

        return _told = now;
    }

    // A file of another node may be seen a while after the queue is empty: one without a status is looked at twice in any case.
    private bool MayStillCome(int shard) =>
        _missingSince.TryAdd(shard, time.GetTimestamp()) || time.GetElapsedTime(_missingSince[shard]) < patience;
}
