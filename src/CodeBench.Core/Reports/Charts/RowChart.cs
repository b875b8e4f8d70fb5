using OxyPlot;
using OxyPlot.Axes;

namespace CodeBench.Core.Reports.Charts;

/// <summary>Charts with a row for each suite and language.</summary>
internal static class RowChart
{
    private const double RowHeight = 26;
    private const double Around = 60;
    // The widest of the usual fonts takes so much for a letter of 12 pixels.
    private const double LetterWidth = 7.2;
    private const double BesideNames = 12;

    /// <summary>An empty chart with rows.</summary>
    /// <param name="values">The axis of the values.</param>
    /// <param name="names">The names of the rows, the first at the top.</param>
    public static PlotModel Model(Axis values, IReadOnlyList<string> names)
    {
        var model = ChartPainter.Model();
        var rows = ChartAxes.Styled(new CategoryAxis { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, GapWidth = 0.3 });
        rows.Labels.AddRange(names);
        model.Axes.Add(values);
        model.Axes.Add(rows);
        model.PlotMargins = new OxyThickness((names.Select(name => name.Length).DefaultIfEmpty().Max() * LetterWidth) + BesideNames, double.NaN, double.NaN, double.NaN);
        return model;
    }

    /// <summary>How high such a chart is.</summary>
    public static double HeightOf(int rows) => Around + (rows * RowHeight);
}
