namespace CodeBench.Bench.Throughput;

/// <summary>What `throughput` is asked to measure.</summary>
/// <param name="Programs">How many programs.</param>
/// <param name="Workers">How many at once.</param>
/// <param name="Rounds">How often everything is measured, in turn.</param>
internal sealed record ThroughputOptions(int Programs, int Workers, int Rounds);
