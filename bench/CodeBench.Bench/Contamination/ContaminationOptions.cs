namespace CodeBench.Bench.Contamination;

/// <summary>What `contamination` measures.</summary>
/// <param name="Megabytes">The size of each corpus whose speed is measured, in millions of bytes.</param>
/// <param name="Large">The size of the corpus whose memory is compared with that of the former.</param>
/// <param name="Rounds">How often everything is measured, in turn.</param>
/// <param name="Trials">Simulated suites for each cell.</param>
internal sealed record ContaminationOptions(int Megabytes, int Large, int Rounds, int Trials);
