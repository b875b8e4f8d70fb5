namespace CodeBench.Cli.Settings;

/// <summary>A checkpoint and where it computes.</summary>
/// <param name="Folder">The checkpoint's folder.</param>
/// <param name="Device">cpu, cuda or cuda:N, or several with commas between them.</param>
/// <param name="Dtype">float32, bfloat16 or float16.</param>
/// <param name="Replicas">Whether each of several devices has a copy of the model.</param>
public sealed record ModelChoice(string Folder, string Device, string Dtype, bool Replicas = false);
