namespace CodeBench.Submission;

/// <summary>How shards are brought to their end.</summary>
/// <param name="Retries">How often a shard that failed is tried again, 0 or more.</param>
/// <param name="Wait">Whether their end is waited for.</param>
public sealed record SubmitterOptions(int Retries, bool Wait);
