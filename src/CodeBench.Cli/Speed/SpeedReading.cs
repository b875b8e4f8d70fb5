namespace CodeBench.Cli.Speed;

/// <summary>How long the speed test took.</summary>
/// <param name="CpuTime">Processor time of its quickest run; more than 0.</param>
/// <param name="Waiting">
/// The share of the wall time of all runs in which the test had no processor, from 0 to 1: others had it, or the machine may
/// not use all of it.
/// </param>
public sealed record SpeedReading(TimeSpan CpuTime, double Waiting)
{
    /// <summary>The processor time over the reference machine's: 2 where this machine takes twice as long. More than 0.</summary>
    public double Slowdown => CpuTime / SpeedWorkload.Reference;
}
