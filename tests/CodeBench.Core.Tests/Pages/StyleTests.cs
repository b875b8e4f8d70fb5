using System.Globalization;
using System.Text.RegularExpressions;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Pages;

/// <summary>The style sheet of reports.</summary>
public sealed partial class StyleTests
{
    private static readonly string Sheet = File.ReadAllText(Repository.PathOf("src", "CodeBench.Core", "Reports", "Page", "page.css"));

    /// <remarks>WCAG 2.2, 1.4.3: small text has a contrast of at least 4.5 to 1.</remarks>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Badges_CanBeRead_LightAndDark(int theme)
    {
        var colours = Theme().Matches(Sheet)[theme].Value;
        var badges = Colour().Matches(colours).ToDictionary(match => match.Groups[1].Value, match => Luminance(match.Groups[2].Value));
        var back = badges["back"];
        string[] words = ["passed", "wrong_answer", "runtime_error", "compile_error", "timed_out", "memory_exceeded", "output_exceeded", "no_verdict", "sandbox_fault", "none"];
        Assert.All(words, word => Assert.InRange((Math.Max(back, badges[word]) + 0.05) / (Math.Min(back, badges[word]) + 0.05), 4.5, 21));
    }

    [Fact]
    public void Print_KeepsTheColoursThatSaySomething() => Assert.Matches(@"\.map a, \.badge, \.key i \{ print-color-adjust: exact; \}", Sheet);

    // As WCAG defines it.
    private static double Luminance(string colour)
    {
        var hex = colour.Length == 3 ? string.Concat(colour.Select(digit => new string(digit, 2))) : colour;
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights.Select((weight, i) => weight * Linear(int.Parse(hex.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)).Sum();

        static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Theme();

    [GeneratedRegex(@"--([\w-]+): #([0-9a-f]{3}(?:[0-9a-f]{3})?);")]
    private static partial Regex Colour();
}
