namespace CodeBench.Submission;

/// <summary>The exit statuses of a shard's command that mean something here.</summary>
internal static class ShardStatus
{
    /// <summary>The shard is done.</summary>
    public const int Done = 0;

    /// <summary>What is wrong with its command line or its files is no better the second time.</summary>
    public const int BadInput = 2;

    /// <summary>The shard is done, and has sandbox faults.</summary>
    public const int DoneWithFaults = 4;
}
