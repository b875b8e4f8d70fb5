namespace CodeBench.Submission;

/// <summary>What a cluster says of a job's shards.</summary>
/// <param name="Phases">The phase of each that waits or runs; null where the cluster does not answer just now.</param>
/// <param name="Complaint">What its program said instead; null where it answered.</param>
public sealed record QueueAnswer(IReadOnlyDictionary<int, ShardPhase>? Phases, string? Complaint = null);
