using System.Globalization;

namespace CodeBench.Bench.Measuring;

/// <summary>What several rounds measured.</summary>
/// <param name="Median">The middle one; of an even number the mean of the middle two.</param>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    /// <summary>Of one round or more.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        return new Spread(middle, sorted[0], sorted[^1]);
    }

    /// <summary>"394 (388 - 401)".</summary>
    public string Text(string format) => string.Create(
        CultureInfo.InvariantCulture, $"{Format(Median, format)} ({Format(Least, format)} - {Format(Most, format)})");

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
