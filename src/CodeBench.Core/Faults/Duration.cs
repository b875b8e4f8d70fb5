using System.Globalization;

namespace CodeBench.Core.Faults;

/// <summary>Times as users write them: a number with its unit.</summary>
public static class Duration
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <summary>Reads "500ms", "2.5s", "2m", "1h" or a plain number of seconds; more than 0, at most 30 days.</summary>
    /// <returns>Whether <paramref name="text"/> was one of these.</returns>
    public static bool TryParse(string? text, out TimeSpan time)
    {
        time = default;
        var trimmed = (text ?? "").Trim();
        var (suffix, seconds) = Units.First(unit => trimmed.EndsWith(unit.Suffix, StringComparison.Ordinal));
        var style = NumberStyles.AllowDecimalPoint;
        if (!double.TryParse(trimmed[..^suffix.Length].TrimEnd(), style, CultureInfo.InvariantCulture, out var count)
            || count * seconds is not (> 0 and <= 30 * 24 * 3600.0))
        {
            return false;
        }

        time = TimeSpan.FromSeconds(count * seconds);
        return time > TimeSpan.Zero;
    }
}
