namespace CodeBench.Bench.Soak;

/// <summary>What `soak` is asked to do.</summary>
/// <param name="Suites">The suites, one evaluation each.</param>
/// <param name="Samples">How many samples each evaluation judges.</param>
/// <param name="Workers">How many programs run at once.</param>
internal sealed record SoakOptions(IReadOnlyList<string> Suites, int Samples, int Workers);
