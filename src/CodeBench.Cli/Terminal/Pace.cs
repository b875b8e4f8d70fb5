using System.Globalization;

namespace CodeBench.Cli.Terminal;

/// <summary>How far a stage is, how fast, and how long it will take. Safe to use from several threads.</summary>
/// <param name="stage">What it does.</param>
/// <param name="unit">What it counts.</param>
/// <param name="before">How many were there before this start.</param>
/// <param name="total">How many there will be.</param>
/// <param name="time">The clock.</param>
public sealed class Pace(string stage, string unit, int before, int total, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private int _more;

    /// <summary>What the stage does.</summary>
    public string Stage => stage;

    /// <summary>How many there will be.</summary>
    public int Total => total;

    /// <summary>How many are done, those of an earlier start included.</summary>
    public int Done => before + Volatile.Read(ref _more);

    /// <summary>One more is done.</summary>
    public void Advance() => Interlocked.Increment(ref _more);

    /// <summary>"executing 120 of 164 programs, 98.3/s, 0:00:01 left".</summary>
    public string Describe()
    {
        var done = Done;
        var elapsed = time.GetElapsedTime(_start).TotalSeconds;
        var rate = elapsed > 0 ? (done - before) / elapsed : 0;
        var left = rate > 0 && done < total ? $", {TimeSpan.FromSeconds((total - done) / rate):h\\:mm\\:ss} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{stage} {done} of {total} {unit}, {rate:0.0}/s{left}");
    }

    /// <summary>"executing: 164 programs in 1.7 s, 98.3/s (20 were there)".</summary>
    public string Summarise()
    {
        var done = Done;
        var elapsed = time.GetElapsedTime(_start).TotalSeconds;
        var rate = elapsed > 0 ? (done - before) / elapsed : 0;
        var kept = before > 0 ? $" ({before} were there)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{stage}: {done - before} {unit} in {elapsed:0.0} s, {rate:0.0}/s{kept}");
    }
}
