namespace CodeBench.Submission;

/// <summary>What a cluster does with a shard that has not ended.</summary>
public enum ShardPhase
{
    /// <summary>It waits for a node.</summary>
    Pending,

    /// <summary>It runs.</summary>
    Running,
}
