using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CodeBench.Core.Reports.Charts;

/// <summary>A part of a suite's tests against all of them.</summary>
internal static class ParityChart
{
    private const double SmallestRadius = 2.5;
    private const double MostRadius = 24;

    /// <summary>A circle for problems that fare alike: its area grows with their number.</summary>
    public static Chart Of(string name, string suite, string part, IReadOnlyList<ParityPoint> points, string caption)
    {
        var model = ChartPainter.Model();
        model.Axes.Add(ChartAxes.Percent(AxisPosition.Bottom, $"{part}, % of samples"));
        model.Axes.Add(ChartAxes.Percent(AxisPosition.Left, $"{suite}, % of samples"));
        foreach (var axis in model.Axes)
        {
            (axis.Minimum, axis.Maximum) = (-6, 106);
        }

        model.Annotations.Add(new LineAnnotation { Slope = 1, Intercept = 0, Color = ChartColours.Soft, LineStyle = LineStyle.Dash });
        var circles = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerFill = OxyColor.FromAColor(140, ChartColours.Series(0)), MarkerStroke = ChartColours.Series(0) };
        circles.Points.AddRange(points.Select(point => new ScatterPoint(
            100 * point.Part, 100 * point.Whole, Math.Min(MostRadius, SmallestRadius * Math.Sqrt(point.Problems)))));
        model.Series.Add(circles);
        return ChartPainter.Paint(model, 420, name, caption);
    }
}
