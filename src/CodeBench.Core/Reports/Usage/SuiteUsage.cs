namespace CodeBench.Core.Reports.Usage;

/// <summary>What the programs of one suite in one language used.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Language">The language.</param>
/// <param name="Samples">How many programs there are.</param>
/// <param name="CpuTime">Processor time in ms.</param>
/// <param name="Memory">Peak memory in MB (10^6 bytes).</param>
public sealed record SuiteUsage(string Suite, string Language, int Samples, Spread CpuTime, Spread Memory);
