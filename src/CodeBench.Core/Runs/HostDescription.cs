namespace CodeBench.Core.Runs;

/// <summary>The machine that a run was made on, for readers of run.json.</summary>
/// <param name="System">The operating system and its version.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="Processor">The processor's name; empty where the system does not tell.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Memory">Physical memory, "24GiB".</param>
public sealed record HostDescription(string System, string Architecture, string Processor, int Cores, string Memory);
