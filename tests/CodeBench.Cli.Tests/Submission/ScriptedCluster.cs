using CodeBench.Submission;

namespace CodeBench.Cli.Tests.Submission;

/// <summary>A cluster whose tasks do what a script says: each is seen in the queue some times, then leaves an exit status or none.</summary>
/// <param name="script">The exit status of a shard in a job, counted from 1; null where it is killed.</param>
internal sealed class ScriptedCluster(Func<int, int, int?> script) : ICluster
{
    private readonly Dictionary<(string Job, int Shard), int> _seen = [];
    private ShardedCommand? _command;

    public List<string> Submitted { get; } = [];

    /// <summary>How often a task is seen in the queue.</summary>
    public int Polls { get; init; } = 2;

    /// <summary>How often it does not answer at first.</summary>
    public int Silent { get; set; }

    /// <summary>How often its end is seen before its exit status is, as on a network file system.</summary>
    public int Late { get; init; }

    /// <summary>What it was given to submit.</summary>
    public List<ShardedCommand> Commands { get; } = [];

    /// <summary>Happens when a job is submitted, before anybody hears of it.</summary>
    public Action OnSubmit { get; init; } = () => { };

    public Action<int> OnPoll { get; init; } = _ => { };

    public string Kind => "slurm";

    public string FileName => "job.sh";

    public bool KnowsJobsByName { get; init; }

    /// <summary>A job of an earlier command.</summary>
    public void Remember(ShardedCommand command, SubmittedJob job)
    {
        _command = command;
        job.Shards.ToList().ForEach(shard => _seen[(job.Id, shard)] = 0);
    }

    public string Describe(ShardedCommand command, IReadOnlyList<int> shards, int attempt) => $"{attempt}: {string.Join(',', shards)}";

    public Task<SubmittedJob> SubmitAsync(ShardedCommand command, IReadOnlyList<int> shards, int attempt, CancellationToken cancellationToken)
    {
        Submitted.Add(Describe(command, shards, attempt));
        Commands.Add(command);
        OnSubmit();
        var job = new SubmittedJob($"{attempt}", shards);
        Remember(command, job);
        return Task.FromResult(job);
    }

    public Task<QueueAnswer> QueueAsync(SubmittedJob job, CancellationToken cancellationToken)
    {
        if (Silent-- > 0)
        {
            return Task.FromResult(new QueueAnswer(null, "'squeue' says: no controller"));
        }

        var phases = new Dictionary<int, ShardPhase>();
        foreach (var shard in job.Shards)
        {
            var seen = ++_seen[(job.Id, shard)];
            OnPoll(seen);
            if (seen <= Polls)
            {
                phases[shard] = ShardPhase.Running;
            }
            else if (seen == Polls + 1 + Late && script(int.Parse(job.Id, System.Globalization.CultureInfo.InvariantCulture), shard) is { } status)
            {
                File.WriteAllText(Path.Combine(new SubmissionFolder(_command!).Statuses, $"{shard}"), $"{status}\n");
            }
        }

        return Task.FromResult(new QueueAnswer(phases));
    }

    public string CancelCommand(SubmittedJob job) => $"cancel {job.Id}";
}
