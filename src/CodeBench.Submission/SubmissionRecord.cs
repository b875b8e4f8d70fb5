using CodeBench.Core.Faults;

namespace CodeBench.Submission;

/// <summary>The document submission.json: what was given to which cluster, so that the same command finds it again.</summary>
public sealed record SubmissionRecord
{
    /// <summary>The version of the document's form.</summary>
    public int Schema { get; init; } = FileSchema.Current;

    /// <summary>The kind of cluster: "slurm", "kubernetes".</summary>
    public required string Engine { get; init; }

    /// <summary>The number of shards.</summary>
    public required int Shards { get; init; }

    /// <summary>The command, without --shard and --out.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>
    /// A word that was drawn for this submission, as a part of its jobs' names where names must be a cluster's only ones; null where it was begun before there were such words.
    /// It is written down before the first job is submitted, so that whoever is killed in between submits the same job again, and not a second one.
    /// </summary>
    public string? Word { get; init; }

    /// <summary>The shards of a job that was being submitted when this was written; null where none was. Nobody knows whether the cluster has it.</summary>
    public IReadOnlyList<int>? Submitting { get; init; }

    /// <summary>The jobs, in the order in which they were submitted.</summary>
    public IReadOnlyList<SubmittedJob> Jobs { get; init; } = [];
}
