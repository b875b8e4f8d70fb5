using CodeBench.Core.Languages;
using OxyPlot;

namespace CodeBench.Core.Reports.Charts;

/// <summary>
/// Colours that stand for variables of the page's style sheet, which knows whether the page is light, dark or on paper: the chart
/// library wants a value for each, and <see cref="ChartPainter"/> puts the names in place of the values.
/// </summary>
internal static class ChartColours
{
    /// <summary>So many series have colours of their own.</summary>
    public const int SeriesColours = 8;

    private static readonly string[] Names =
        ["ink", "soft", "line", .. VerdictWords.All.Select(verdict => verdict.ToWord()), .. Enumerable.Range(0, SeriesColours).Select(i => $"series-{i}")];

    /// <summary>Text.</summary>
    public static OxyColor Ink => Of("ink");

    /// <summary>Text that stands back.</summary>
    public static OxyColor Soft => Of("soft");

    /// <summary>Grids and borders.</summary>
    public static OxyColor Line => Of("line");

    /// <summary>A verdict's colour.</summary>
    public static OxyColor Of(Verdict verdict) => Of(verdict.ToWord());

    /// <summary>The colour of the series of a number; they repeat.</summary>
    public static OxyColor Series(int number) => Of($"series-{number % SeriesColours}");

    /// <summary>The variable that a colour stands for.</summary>
    public static string NameOf(OxyColor colour) => NameOf(colour.G);

    /// <summary>The variable of a number.</summary>
    public static string NameOf(byte number) => Names[number];

    private static OxyColor Of(string name) => OxyColor.FromRgb(1, (byte)Array.IndexOf(Names, name), 0);
}
