using System.Globalization;

namespace CodeBench.Core.Reports;

/// <summary>Problems of which the same share of samples passes a part of the tests, and the same share passes all.</summary>
/// <param name="Part">The share that passes the part, 0 to 1.</param>
/// <param name="Whole">The share that passes all tests, 0 to <paramref name="Part"/>.</param>
/// <param name="Problems">How many problems.</param>
public sealed record ParityPoint(double Part, double Whole, int Problems)
{
    // The picture is a square of 100 units with y downwards.
    private const double Side = 100;
    private const double SmallestRadius = 1.2;
    private const double MostRadius = 9;

    /// <summary>Where it stands in the picture, from the left.</summary>
    public string X => Text(Part * Side);

    /// <summary>Where it stands in the picture, from the top.</summary>
    public string Y => Text((1 - Whole) * Side);

    /// <summary>How large it is: its area grows with the number of problems.</summary>
    public string Radius => Text(Math.Min(MostRadius, SmallestRadius * Math.Sqrt(Problems)));

    /// <summary>What it says, for people.</summary>
    public string Title => string.Create(
        CultureInfo.InvariantCulture, $"{Problems} {(Problems == 1 ? "problem" : "problems")}: {100 * Part:0} % of samples pass the part, {100 * Whole:0} % all tests");

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
