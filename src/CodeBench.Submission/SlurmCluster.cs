using System.Globalization;

namespace CodeBench.Submission;

/// <summary>A Slurm cluster: a job array, a task for each shard.</summary>
/// <param name="options">What a shard may have.</param>
/// <param name="folder">Where Slurm's programs lie; null for wherever PATH says.</param>
public sealed class SlurmCluster(SlurmOptions options, string? folder = null) : ICluster
{
    private readonly ClusterProgram _sbatch = new(Path.Combine(folder ?? "", "sbatch"));
    private readonly ClusterProgram _squeue = new(Path.Combine(folder ?? "", "squeue"));

    /// <inheritdoc/>
    public string Kind => "slurm";

    /// <inheritdoc/>
    public string FileName => "job.sh";

    /// <inheritdoc/>
    public bool KnowsJobsByName => false;

    /// <inheritdoc/>
    public string Describe(ShardedCommand command, IReadOnlyList<int> shards, int attempt) => SlurmScript.For(command, shards, options);

    /// <inheritdoc/>
    public async Task<SubmittedJob> SubmitAsync(ShardedCommand command, IReadOnlyList<int> shards, int attempt, CancellationToken cancellationToken)
    {
        var answer = await _sbatch.AskAsync(["--parsable"], Describe(command, shards, attempt), cancellationToken).ConfigureAwait(false);
        // "7", or "7;cluster".
        return new SubmittedJob(answer.Split(';')[0], shards);
    }

    /// <inheritdoc/>
    public async Task<QueueAnswer> QueueAsync(SubmittedJob job, CancellationToken cancellationToken)
    {
        var result = await _squeue.RunAsync(["--noheader", "--array", $"--jobs={job.Id}", "--format=%K %T"], null, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            // Slurm forgets jobs some minutes after their end.
            return result.StandardError.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase)
                ? new QueueAnswer(new Dictionary<int, ShardPhase>())
                : new QueueAnswer(null, _squeue.ComplaintOf(result));
        }

        var phases = new Dictionary<int, ShardPhase>();
        foreach (var line in result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(' ') is [var task, var state] && int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var shard))
            {
                phases[shard] = state is "PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "SPECIAL_EXIT" ? ShardPhase.Pending : ShardPhase.Running;
            }
        }

        return new QueueAnswer(phases);
    }

    /// <inheritdoc/>
    public string CancelCommand(SubmittedJob job) => $"scancel {job.Id}";
}
