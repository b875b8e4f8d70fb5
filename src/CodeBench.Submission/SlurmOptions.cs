namespace CodeBench.Submission;

/// <summary>What a shard may have of a Slurm cluster; null leaves it to the cluster.</summary>
public sealed record SlurmOptions
{
    /// <summary>The partition.</summary>
    public string? Partition { get; init; }

    /// <summary>GPUs of a shard, 1 or more.</summary>
    public int? Gpus { get; init; }

    /// <summary>Generic resources of a shard, as sbatch has them: "gpu:a100:1".</summary>
    public string? Gres { get; init; }

    /// <summary>Processors of a shard, 1 or more.</summary>
    public int? Cpus { get; init; }

    /// <summary>The time limit of a shard, as sbatch has it: "2:00:00".</summary>
    public string? Time { get; init; }

    /// <summary>Memory of a shard, as sbatch has it: "32G".</summary>
    public string? Memory { get; init; }

    /// <summary>Further options of sbatch: "account=nlp".</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}
