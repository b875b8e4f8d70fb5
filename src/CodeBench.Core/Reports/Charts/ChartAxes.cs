using OxyPlot;
using OxyPlot.Axes;

namespace CodeBench.Core.Reports.Charts;

/// <summary>Axes as all charts have them.</summary>
internal static class ChartAxes
{
    /// <summary>Shares in per cent.</summary>
    public static LinearAxis Percent(AxisPosition position, string title) => Styled(new LinearAxis
    {
        Position = position,
        Title = title,
        Minimum = 0,
        Maximum = 100,
        MajorStep = 20,
        MajorGridlineStyle = LineStyle.Solid,
    });

    /// <summary>A scale on which equal distances are equal ratios.</summary>
    public static LogarithmicAxis Ratio(AxisPosition position, string title, double least, double most, double @base) => Styled(new LogarithmicAxis
    {
        Position = position,
        Title = title,
        Base = @base,
        Minimum = least,
        Maximum = most,
        MajorGridlineStyle = LineStyle.Solid,
    });


    /// <summary>An axis in the page's colours, which nobody moves.</summary>
    public static T Styled<T>(T axis) where T : Axis
    {
        axis.IsZoomEnabled = axis.IsPanEnabled = false;
        axis.TicklineColor = ChartColours.Line;
        axis.AxislineColor = ChartColours.Line;
        axis.MajorGridlineColor = ChartColours.Line;
        axis.TextColor = ChartColours.Soft;
        axis.TitleColor = ChartColours.Soft;
        axis.MinorTickSize = 0;
        return axis;
    }
}
