namespace CodeBench.Bench.Throughput;

/// <summary>What one contender did in one round.</summary>
/// <param name="Programs">How many programs it ran.</param>
/// <param name="WallTime">From the start of its process to its end.</param>
/// <param name="Steady">From its first verdict to its last; null for who gives none.</param>
/// <param name="CpuTime">Processor time of its process, and of the processes that this started and waited for.</param>
internal sealed record Measurement(int Programs, TimeSpan WallTime, TimeSpan? Steady, TimeSpan CpuTime)
{
    /// <summary>Programs a second of the whole process.</summary>
    public double Rate => Programs / WallTime.TotalSeconds;

    /// <summary>Programs a second between the first and the last verdict; of the whole process for who gives none.</summary>
    public double SteadyRate => Steady is { } steady ? (Programs - 1) / steady.TotalSeconds : Rate;
}
