namespace CodeBench.Bench.Shards;

/// <summary>What `shards` simulates.</summary>
/// <param name="Run">A run folder, whose programs' measured times are taken.</param>
/// <param name="Workers">Programs that a node runs at once.</param>
internal sealed record ShardsOptions(string Run, int Workers);
