using CodeBench.Core.Languages;
using CodeBench.Core.Scores;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CodeBench.Core.Reports.Charts;

/// <summary>The verdicts of each suite and language.</summary>
internal static class VerdictChart
{
    /// <summary>A bar for each score, cut into the shares of its verdicts.</summary>
    public static Chart Of(ScoreSheet sheet)
    {
        var model = RowChart.Model(ChartAxes.Percent(AxisPosition.Bottom, "% of samples"), [.. sheet.Scores.Select(score => $"{score.Suite} {score.Language}")]);
        var verdicts = VerdictWords.All.Where(verdict => sheet.Scores.Any(score => score.Verdicts.GetValueOrDefault(verdict.ToWord()) > 0)).ToList();
        foreach (var verdict in verdicts)
        {
            var bars = new BarSeries { IsStacked = true, FillColor = ChartColours.Of(verdict), StrokeThickness = 0 };
            bars.Items.AddRange(sheet.Scores.Select(score => new BarItem(100.0 * score.Verdicts.GetValueOrDefault(verdict.ToWord()) / Math.Max(1, score.Verdicts.Values.Sum()))));
            model.Series.Add(bars);
        }

        return ChartPainter.Paint(
            model,
            RowChart.HeightOf(sheet.Scores.Count),
            "verdicts",
            "What came of the samples: the share of each verdict.",
            verdicts.Select(verdict => (verdict.ToWord(), ChartColours.Of(verdict))));
    }
}
