using System.Globalization;
using System.Text.Json.Serialization;

namespace CodeBench.Core.Problems;

/// <summary>
/// How long a solution may take, by the time that the reference solution took on this machine. All of it is processor time;
/// what is waited for may take <see cref="WallFactor"/> times as long.
/// </summary>
public sealed record InputLimits
{
    /// <summary>The least limit of one input. More than 0.</summary>
    [JsonPropertyName("least_ms")]
    public required TimeSpan Least { get; init; }

    /// <summary>How many times as long as the reference solution one input may take. 1 or more.</summary>
    public required int Factor { get; init; }

    /// <summary>The most that all inputs of a group may take together. More than 0.</summary>
    [JsonPropertyName("most_ms")]
    public required TimeSpan Most { get; init; }

    /// <summary>What a group gets beside the sum of its inputs' limits, to start. More than 0.</summary>
    [JsonPropertyName("margin_ms")]
    public required TimeSpan Margin { get; init; }

    /// <summary>How many times the processor time may pass on the clock. 1 or more.</summary>
    public required int WallFactor { get; init; }

    /// <summary>The limit of one input.</summary>
    /// <param name="expected">What the reference solution took.</param>
    public TimeSpan Of(TimeSpan expected) => TimeSpan.FromTicks(Math.Max(Least.Ticks, expected.Ticks * Factor));

    /// <summary>The limit of a group.</summary>
    /// <param name="expected">What the reference solution took for each input.</param>
    public TimeSpan Of(IEnumerable<TimeSpan> expected) =>
        TimeSpan.FromSeconds(Math.Min(Most.TotalSeconds, expected.Sum(time => Of(time).TotalSeconds))) + Margin;

    /// <summary>In words, for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"an input {Factor} times the reference's time and at least {Least.TotalSeconds} s, a group {Most.TotalSeconds} s and {Margin.TotalSeconds} s to start, of wall time {WallFactor} times as much");
}
