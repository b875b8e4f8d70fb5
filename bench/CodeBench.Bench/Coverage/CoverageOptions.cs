namespace CodeBench.Bench.Coverage;

/// <summary>What `coverage` simulates.</summary>
/// <param name="Trials">Suites for each cell.</param>
/// <param name="Problems">Problems of a suite.</param>
internal sealed record CoverageOptions(int Trials, int Problems);
