namespace CodeBench.Submission;

/// <summary>Nodes that take jobs of many tasks, a task for each shard.</summary>
public interface ICluster
{
    /// <summary>The kind of cluster, as the command line names it.</summary>
    string Kind { get; }

    /// <summary>The name of the file that a job is described in.</summary>
    string FileName { get; }

    /// <summary>Whether a job that is submitted twice is one job: it is known by its name.</summary>
    bool KnowsJobsByName { get; }

    /// <summary>The description of a job, as it is submitted.</summary>
    /// <param name="command">What is run.</param>
    /// <param name="shards">The shards, by their numbers from 1.</param>
    /// <param name="attempt">The number of the job among those of this run, counted from 1.</param>
    string Describe(ShardedCommand command, IReadOnlyList<int> shards, int attempt);

    /// <summary>Submits a job.</summary>
    /// <param name="command">What is run.</param>
    /// <param name="shards">The shards, by their numbers from 1.</param>
    /// <param name="attempt">The number of the job among those of this run, counted from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Core.Faults.MachineNotAbleException">The cluster's program is not here, or refuses the job; the message says what it said.</exception>
    Task<SubmittedJob> SubmitAsync(ShardedCommand command, IReadOnlyList<int> shards, int attempt, CancellationToken cancellationToken);

    /// <summary>Which of a job's shards wait or run.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Core.Faults.MachineNotAbleException">The cluster's program is not here.</exception>
    Task<QueueAnswer> QueueAsync(SubmittedJob job, CancellationToken cancellationToken);

    /// <summary>The command that ends a job.</summary>
    string CancelCommand(SubmittedJob job);
}
