namespace CodeBench.Core.Runs;

/// <summary>What stays known of a shard when its run is merged.</summary>
/// <param name="Shard">Which: "1/4".</param>
/// <param name="Created">When it began.</param>
/// <param name="Host">The machine.</param>
/// <param name="Judging">How its verdicts came about.</param>
public sealed record ShardFacts(string Shard, DateTimeOffset Created, HostDescription Host, JudgingCounts Judging);
