namespace CodeBench.Bench.Overhead;

/// <summary>What a stage, or a part of one, took.</summary>
/// <param name="Name">What it does.</param>
/// <param name="WallTime">How long that took.</param>
/// <param name="PeakMemory">The largest resident set of this process, in bytes, when it had ended.</param>
internal sealed record Lap(string Name, TimeSpan WallTime, long PeakMemory)
{
    /// <summary>Milliseconds for a sample.</summary>
    public double OfASample(int samples) => WallTime.TotalMilliseconds / samples;
}
