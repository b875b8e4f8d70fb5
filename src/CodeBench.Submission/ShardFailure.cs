namespace CodeBench.Submission;

/// <summary>A shard that did not come to its end.</summary>
/// <param name="Shard">Its number, counted from 1.</param>
/// <param name="Status">Its exit status; null where it was killed.</param>
/// <param name="Log">What it said.</param>
/// <param name="LastWords">The last line of that; null where it said nothing.</param>
public sealed record ShardFailure(int Shard, int? Status, string Log, string? LastWords);
