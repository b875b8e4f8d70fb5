namespace CodeBench.Bench.Generation;

/// <summary>What `generation` measures.</summary>
/// <param name="Sizes">Which of <see cref="RandomCheckpoint.Sizes"/>.</param>
/// <param name="Types">In which types: float32, bfloat16.</param>
/// <param name="Device">Where: cpu, cuda or cuda:N.</param>
/// <param name="Rounds">How often each is measured.</param>
internal sealed record GenerationOptions(IReadOnlyList<string> Sizes, IReadOnlyList<string> Types, string Device, int Rounds);
