namespace CodeBench.Bench.Engines;

/// <summary>What a run in shards took.</summary>
/// <param name="Evaluation">From the start of the first shard to the end of the last.</param>
/// <param name="Merging">Of `merge`; nothing where there is one shard.</param>
internal sealed record ShardedTimes(TimeSpan Evaluation, TimeSpan Merging);
