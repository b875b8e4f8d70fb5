using CodeBench.Core.Scores;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CodeBench.Core.Reports.Charts;

/// <summary>How far scores go apart when the same problems are asked otherwise.</summary>
internal static class SpreadChart
{
    /// <summary>A row for each suite and language: a dot for each variant, a ring for the prompts as they are, on a line from the lowest to the highest.</summary>
    /// <returns>Null where nothing was asked in variants.</returns>
    public static Chart? Of(ScoreSheet sheet)
    {
        if (sheet.Spreads is not { Count: > 0 } spreads)
        {
            return null;
        }

        var model = RowChart.Model(ChartAxes.Percent(AxisPosition.Bottom, "pass@1, %"), [.. spreads.Select(spread => $"{spread.Suite} {spread.Language}")]);
        var variants = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 3.5, MarkerFill = ChartColours.Series(0) };
        var asTheyAre = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 6, MarkerFill = OxyColors.Transparent, MarkerStroke = ChartColours.Ink, MarkerStrokeThickness = 1.5 };
        for (var i = 0; i < spreads.Count; i++)
        {
            var line = new LineSeries { Color = ChartColours.Soft, StrokeThickness = 1 };
            line.Points.AddRange([new DataPoint(100 * spreads[i].Least, i), new DataPoint(100 * spreads[i].Most, i)]);
            model.Series.Add(line);
            variants.Points.AddRange(spreads[i].Variants.Select(variant => new ScatterPoint(100 * variant.Score, i)));
            asTheyAre.Points.Add(new ScatterPoint(100 * spreads[i].Variants[0].Score, i));
        }

        model.Series.Add(variants);
        model.Series.Add(asTheyAre);
        return ChartPainter.Paint(
            model, RowChart.HeightOf(spreads.Count), "spreads", "pass@1 under prompt variants: a dot for each, a ring for the prompts as they are.");
    }
}
