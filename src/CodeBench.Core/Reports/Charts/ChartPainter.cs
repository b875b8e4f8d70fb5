using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OxyPlot;

namespace CodeBench.Core.Reports.Charts;

/// <summary>Makes an svg element of a chart, as wide as the page lets it be.</summary>
internal static partial class ChartPainter
{
    private const double Width = 640;

    /// <summary>An empty chart in the page's colours.</summary>
    public static PlotModel Model() => new()
    {
        Background = OxyColors.Transparent,
        DefaultFont = "sans-serif",
        DefaultFontSize = 12,
        TextColor = ChartColours.Ink,
        PlotAreaBorderColor = ChartColours.Line,
        Padding = new OxyThickness(0, 4, 8, 0),
    };

    /// <summary>Paints a chart.</summary>
    /// <param name="model">What.</param>
    /// <param name="height">Its height where it is 640 wide.</param>
    /// <param name="name">A name that no other chart of the page has.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="keys">What its colours stand for.</param>
    public static Chart Paint(PlotModel model, double height, string name, string caption, params IEnumerable<(string Name, OxyColor Colour)> keys)
    {
        var text = new SvgExporter { Width = Width, Height = height, IsDocument = false }.ExportToString(model);
        var root = XElement.Parse(text);
        var id = NotInIds().Replace(name, "-");
        root.Attribute("width")?.Remove();
        root.Attribute("height")?.Remove();
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {height}"));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", caption);
        foreach (var attribute in root.DescendantsAndSelf().Attributes())
        {
            attribute.Value = ClipPath().Replace(Colour().Replace(attribute.Value, NameOf), $"{id}-$0");
        }

        return new Chart(
            root.ToString(SaveOptions.DisableFormatting), caption, [.. keys.Select(key => new ChartKey(key.Name, ChartColours.NameOf(key.Colour)))]);
    }

    private static string NameOf(Match match) => $"var(--{ChartColours.NameOf(byte.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))})";

    [GeneratedRegex(@"rgb\(1,(\d+),0\)")]
    private static partial Regex Colour();

    [GeneratedRegex("[^a-zA-Z0-9]")]
    private static partial Regex NotInIds();

    // Every svg of the page would have a first one.
    [GeneratedRegex(@"clipPath\d+")]
    private static partial Regex ClipPath();
}
