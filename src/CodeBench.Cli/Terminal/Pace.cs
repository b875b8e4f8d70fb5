using System.Globalization;
using CodeBench.Core.Completions;

namespace CodeBench.Cli.Terminal;

/// <summary>How far a stage is, how fast, and how long it will take. Safe to use from several threads.</summary>
/// <param name="stage">What it does.</param>
/// <param name="unit">What it counts.</param>
/// <param name="before">How many were there before this start.</param>
/// <param name="total">How many there will be.</param>
/// <param name="time">The clock.</param>
/// <param name="meter">Tells how fast tokens come; null where the stage makes none.</param>
public sealed class Pace(string stage, string unit, int before, int total, TimeProvider time, DecodingMeter? meter = null)
{
    private readonly long _start = time.GetTimestamp();
    private readonly long _tokensBefore = meter?.Tokens ?? 0;
    private int _more;

    /// <summary>What the stage does.</summary>
    public string Stage => stage;

    /// <summary>How many there will be.</summary>
    public int Total => total;

    /// <summary>How many are done, those of an earlier start included.</summary>
    public int Done => before + Volatile.Read(ref _more);

    /// <summary>How many tokens have come since this start.</summary>
    public long Tokens => (meter?.Tokens ?? 0) - _tokensBefore;

    /// <summary>One more is done.</summary>
    public void Advance() => Interlocked.Increment(ref _more);

    /// <summary>"generating 120 of 164 completions, 1.3/s, 0:00:34 left, 431 tokens/s, 32 in flight".</summary>
    public string Describe()
    {
        var done = Done;
        var rate = RateOf(done - before);
        var left = rate > 0 && done < total ? $", {Clock(TimeSpan.FromSeconds((total - done) / rate))} left" : "";
        var flight = meter is null ? "" : $", {meter.Sequences} in flight";
        return string.Create(CultureInfo.InvariantCulture, $"{stage} {done} of {total} {unit}, {rate:0.0}/s{left}{TokenRate()}{flight}");
    }

    /// <summary>"generating: 144 completions in 113.2 s, 1.3/s, 431 tokens/s (20 were there)".</summary>
    public string Summarise()
    {
        var more = Done - before;
        var kept = before > 0 ? $" ({before} were there)" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{stage}: {more} {unit} in {Elapsed:0.0} s, {RateOf(more):0.0}/s{TokenRate()}{kept}");
    }

    // Hours may be more than a day's.
    private static string Clock(TimeSpan left) => string.Create(CultureInfo.InvariantCulture, $"{(long)left.TotalHours}:{left:mm\\:ss}");

    private double Elapsed => time.GetElapsedTime(_start).TotalSeconds;

    private double RateOf(long count) => Elapsed is > 0 and var elapsed ? count / elapsed : 0;

    private string TokenRate() => meter is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {RateOf(Tokens):0} tokens/s");
}
