using System.Globalization;

namespace CodeBench.Cli.Terminal;

/// <summary>How many in a second, for people and for scripts.</summary>
internal static class Rate
{
    /// <summary>The rate, to a tenth; null where nothing was counted or no time went by.</summary>
    public static double? Of(long count, TimeSpan duration) => count > 0 && duration > TimeSpan.Zero ? Math.Round(count / duration.TotalSeconds, 1) : null;

    /// <summary>"45.1 tokens/s", or "-".</summary>
    public static string Words(double? rate) => rate is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.0} tokens/s") : "-";
}
