namespace CodeBench.Submission;

/// <summary>The document submission.json: what was given to which cluster, so that the same command finds it again.</summary>
public sealed record SubmissionRecord
{
    /// <summary>The version of the document's form.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The kind of cluster: "slurm", "kubernetes".</summary>
    public required string Engine { get; init; }

    /// <summary>The number of shards.</summary>
    public required int Shards { get; init; }

    /// <summary>The command, without --shard and --out.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The jobs, in the order in which they were submitted.</summary>
    public IReadOnlyList<SubmittedJob> Jobs { get; init; } = [];
}
