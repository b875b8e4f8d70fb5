namespace CodeBench.Submission;

/// <summary>How shards are brought to their end.</summary>
/// <param name="Retries">How often a shard that failed is tried again, 0 or more.</param>
/// <param name="Wait">Whether their end is waited for.</param>
public sealed record SubmitterOptions(int Retries, bool Wait)
{
    /// <summary>How long a shard that has left the queue may lack an exit status before it counts as killed; null for what the run folder's file system needs.</summary>
    public TimeSpan? StatusPatience { get; init; }
}
