namespace CodeBench.Generation.Decoding;

/// <summary>A checkpoint and where it computes.</summary>
/// <param name="Folder">The checkpoint's folder.</param>
/// <param name="Device">cpu, cuda or cuda:N.</param>
/// <param name="Dtype">float32, bfloat16 or float16.</param>
public sealed record CheckpointOptions(string Folder, string Device, string Dtype);
