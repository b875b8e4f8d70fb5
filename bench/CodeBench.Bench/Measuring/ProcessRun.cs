namespace CodeBench.Bench.Measuring;

/// <summary>One process, from its start to its end.</summary>
/// <param name="WallTime">How long that took.</param>
/// <param name="CpuTime">Its processor time, and that of the processes that it started and waited for.</param>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ProcessRun(TimeSpan WallTime, TimeSpan CpuTime, int ExitCode, string Error);
