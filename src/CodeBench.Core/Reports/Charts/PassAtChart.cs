using System.Globalization;
using CodeBench.Core.Problems;
using CodeBench.Core.Scores;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CodeBench.Core.Reports.Charts;

/// <summary>pass@k against k, a line for each language, and for each variant of the prompts.</summary>
internal static class PassAtChart
{
    // More intervals over each other are a blur.
    private const int MostIntervals = 3;
    private const double LeastRatio = 1.05;
    private const double BandOpacity = 0.15;

    /// <summary>A chart for each suite that has more than one sample a problem.</summary>
    public static IEnumerable<Chart> Of(ScoreSheet sheet) =>
        sheet.Scores.Where(score => score.PassAt.Count > 1).GroupBy(score => SuiteName.WithoutVariant(score.Suite)).Select((group, i) => Of(group.Key, [.. group], i));

    private static Chart Of(string suite, List<SuiteScore> scores, int number)
    {
        var model = ChartPainter.Model();
        var most = scores.Max(score => score.PassAt.Keys.Max());
        var axis = ChartAxes.Ratio(AxisPosition.Bottom, "k", 1, most, 2);
        // Between whole numbers there is nothing.
        axis.LabelFormatter = k => k == Math.Round(k) ? k.ToString("0", CultureInfo.InvariantCulture) : "";
        axis.MajorGridlineStyle = LineStyle.None;
        model.Axes.Add(axis);
        model.Axes.Add(ChartAxes.Percent(AxisPosition.Left, "pass@k, %"));
        for (var i = 0; i < scores.Count; i++)
        {
            var ks = Ks(scores[i].PassAt.Keys);
            if (scores.Count <= MostIntervals)
            {
                model.Series.Add(Band(scores[i], ks, i));
            }

            var line = new LineSeries { Color = ChartColours.Series(i), StrokeThickness = 2, LineStyle = i < ChartColours.SeriesColours ? LineStyle.Solid : LineStyle.Dash };
            line.Points.AddRange(ks.Select(k => new DataPoint(k, 100 * scores[i].PassAt[k].Value)));
            model.Series.Add(line);
        }

        var band = scores.Count <= MostIntervals ? ", with its 95 % interval" : "";
        return ChartPainter.Paint(
            model,
            300,
            $"pass-{number}",
            $"{suite}: the share of problems that one of k samples passes (pass@k), against k{band}.",
            scores.Select((score, i) => (score.Suite == suite ? score.Language : $"{score.Suite} {score.Language}", ChartColours.Series(i))));
    }

    private static AreaSeries Band(SuiteScore score, List<int> ks, int number)
    {
        var band = new AreaSeries { Color = OxyColors.Transparent, Fill = OxyColor.FromAColor((byte)(255 * BandOpacity), ChartColours.Series(number)) };
        band.Points.AddRange(ks.Select(k => new DataPoint(k, 100 * score.PassAt[k].Low)));
        band.Points2.AddRange(ks.Select(k => new DataPoint(k, 100 * score.PassAt[k].High)));
        return band;
    }

    // As many as the eye can tell apart.
    private static List<int> Ks(IEnumerable<int> all)
    {
        var ks = new List<int>();
        foreach (var k in all.Order())
        {
            if (ks.Count == 0 || k >= ks[^1] * LeastRatio)
            {
                ks.Add(k);
            }
        }

        return ks;
    }
}
