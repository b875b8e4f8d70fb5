using System.Globalization;

namespace CodeBench.Bench.Output;

/// <summary>How numbers are written on pages.</summary>
internal static class Numbers
{
    private const double Million = 1e6;

    /// <summary>With a format, the same in every country.</summary>
    public static string Text(this double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>"100,000".</summary>
    public static string Text(this int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Millions of bytes: "123.4".</summary>
    public static string Megabytes(long bytes) => (bytes / Million).Text("0.0");
}
