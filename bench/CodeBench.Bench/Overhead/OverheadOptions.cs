namespace CodeBench.Bench.Overhead;

/// <summary>What `overhead` is asked to measure.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Samples">How many samples.</param>
/// <param name="Printed">How many characters each program prints.</param>
/// <param name="Rate">Programs a second that `throughput` measured; null where no share is asked.</param>
internal sealed record OverheadOptions(string Suite, int Samples, int Printed, double? Rate);
