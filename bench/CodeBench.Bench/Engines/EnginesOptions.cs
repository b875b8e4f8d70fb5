namespace CodeBench.Bench.Engines;

/// <summary>What `engines` measures.</summary>
/// <param name="Engines">The addresses of two engines.</param>
/// <param name="Programs">How many programs.</param>
/// <param name="Workers">Programs that run at once on this machine, an even number.</param>
/// <param name="Rounds">How often everything is measured, in turn.</param>
internal sealed record EnginesOptions(IReadOnlyList<string> Engines, int Programs, int Workers, int Rounds);
