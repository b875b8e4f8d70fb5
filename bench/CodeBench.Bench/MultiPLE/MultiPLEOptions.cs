namespace CodeBench.Bench.MultiPLE;

/// <summary>What `multipl-e` is asked to measure.</summary>
/// <param name="Workers">Programs that run at once.</param>
internal sealed record MultiPLEOptions(int Workers);
