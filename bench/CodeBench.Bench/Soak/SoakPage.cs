using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;

namespace CodeBench.Bench.Soak;

/// <summary>The table of one evaluation, and whether anything grew.</summary>
/// <param name="suite">The suite.</param>
/// <param name="samples">How many samples there were.</param>
/// <param name="run">The command.</param>
/// <param name="readings">What was seen, in order.</param>
internal sealed class SoakPage(string suite, int samples, ProcessRun run, IReadOnlyList<SoakReading> readings)
{
    /// <summary>How the table is made, for its readers.</summary>
    public const string Rule = "Each number is the median of what was seen twice a second around that sample (a quarter of the way to the next column to "
        + "each side, or the nearest reading). A row is flat when its last number is at most 5 % above its first; memory may grow by 5 MB, "
        + "threads by 3, descriptors and processes in containers by 2 in any case.";

    private const int Columns = 10;
    private const double MostMemory = 300e6;

    /// <summary>Fills the page.</summary>
    public void Fill(ResultPage page)
    {
        var executing = readings.Where(reading => reading.Done > 0 && reading.Done < samples).ToList();
        if (executing.Count == 0)
        {
            page.Fail($"{suite}: all was over before anything could be read: take more samples");
            return;
        }

        var step = Math.Max(1, samples / Columns);
        var marks = Enumerable.Range(1, Columns).Select(number => number * step).ToList();
        page.Add($"## {suite}: {samples.Text()} samples in {run.WallTime.TotalSeconds.Text("0")} s, {(samples / run.WallTime.TotalSeconds).Text("0")} a second");
        page.Add(
            ["", .. marks.Select(mark => mark.Text()), "growth", "flat"],
            Gauge.All.Select(gauge => Row(page, gauge, [.. marks.Select(mark => At(executing, gauge, mark, step))])));

        var peak = readings.Max(reading => reading.CommandPeak);
        var before = executing.Max(reading => reading.CommandPeak);
        page.Add($"Largest resident memory of the command: {Numbers.Megabytes(before)} MB up to the last sample, {Numbers.Megabytes(peak)} MB with scores "
            + $"and reports (to reach: less than {(MostMemory / 1e6).Text("0")} MB). All right programs passed, and no wrong one did.");
        if (peak >= MostMemory)
        {
            page.Fail($"{suite}: the command needed {Numbers.Megabytes(peak)} MB");
        }
    }

    private static double At(List<SoakReading> readings, Gauge gauge, int mark, int step)
    {
        var near = readings.Where(reading => Math.Abs(reading.Done - mark) <= step / 4).ToList();
        return Spread.Of((near.Count > 0 ? near : [readings.MinBy(reading => Math.Abs(reading.Done - mark))!]).Select(gauge.Value)).Median;
    }

    private string[] Row(ResultPage page, Gauge gauge, double[] values)
    {
        var flat = gauge.IsFlat(values[0], values[^1]);
        if (!flat)
        {
            page.Fail($"{suite}: {gauge.Name} grew from {gauge.Text(values[0])} to {gauge.Text(values[^1])}");
        }

        return [gauge.Title, .. values.Select(gauge.Text), gauge.Text(values[^1] - values[0]), flat ? "yes" : "**no**"];
    }
}
