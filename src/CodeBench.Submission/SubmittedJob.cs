namespace CodeBench.Submission;

/// <summary>A job that was given to a cluster.</summary>
/// <param name="Id">What the cluster calls it.</param>
/// <param name="Shards">The shards that it makes, by their numbers from 1, one task each.</param>
public sealed record SubmittedJob(string Id, IReadOnlyList<int> Shards);
