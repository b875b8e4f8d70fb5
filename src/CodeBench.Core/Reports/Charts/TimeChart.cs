using CodeBench.Core.Reports.Usage;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CodeBench.Core.Reports.Charts;

/// <summary>How long programs take.</summary>
internal static class TimeChart
{
    /// <summary>A bar for each suite and language: the middle half, a line to 5 and 95 %, a dot for the median.</summary>
    public static Chart Of(IReadOnlyList<SuiteUsage> usage)
    {
        var most = usage.Max(row => row.CpuTime.High);
        var model = RowChart.Model(
            ChartAxes.Ratio(AxisPosition.Bottom, "processor time, ms", 1, Math.Max(10, most * 1.2), 10), [.. usage.Select(row => $"{row.Suite} {row.Language}")]);
        var halves = new IntervalBarSeries { LabelFormatString = null, FillColor = ChartColours.Series(0), StrokeThickness = 0 };
        var medians = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 3, MarkerFill = ChartColours.Ink };
        for (var i = 0; i < usage.Count; i++)
        {
            var time = usage[i].CpuTime;
            halves.Items.Add(new IntervalBarItem(At(time.Quarter), At(time.ThreeQuarters)));
            medians.Points.Add(new ScatterPoint(At(time.Median), i));
            var line = new LineSeries { Color = ChartColours.Soft, StrokeThickness = 1 };
            line.Points.AddRange([new DataPoint(At(time.Low), i), new DataPoint(At(time.High), i)]);
            model.Series.Add(line);
        }

        model.Series.Add(halves);
        model.Series.Add(medians);
        return ChartPainter.Paint(
            model, RowChart.HeightOf(usage.Count), "times", "Processor time of a program: the middle half of the samples, a line from 5 to 95 %, a dot at the median.");
    }

    // Times are whole milliseconds, and a logarithm has no place for 0.
    private static double At(int milliseconds) => Math.Max(1, milliseconds);
}
