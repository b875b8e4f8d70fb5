using System.Globalization;

namespace CodeBench.Core.Scores;

/// <summary>Scores, differences and probabilities as tables write them, wherever they stand. What is not there is empty.</summary>
public static class ScoreText
{
    /// <summary>A share from 0 to 1 in per cent: "12.3".</summary>
    public static string Percent(double? share) => (100 * share)?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A difference of shares in points: "+1.2", "-0.5", "0.0".</summary>
    public static string Points(double? difference) => (100 * difference)?.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A p-value: "0.042", "&lt; 0.001".</summary>
    public static string Probability(double? p) => p < 0.001 ? "< 0.001" : p?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
