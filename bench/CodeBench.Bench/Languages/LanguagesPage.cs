using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;

namespace CodeBench.Bench.Languages;

/// <summary>Writes what was measured of the languages.</summary>
internal static class LanguagesPage
{
    /// <summary>Fills the page; a ratio that was not reached fails it.</summary>
    public static void Fill(ResultPage page, LanguagesOptions options, IReadOnlyList<LanguageMeasurement> measurements)
    {
        page.Add($"Programs of MultiPL-E's HumanEval that pass, {options.Workers} workers, {options.Rounds} rounds: median (least - most). *Plain* is `xargs -P {options.Workers}` over the "
            + "commands of `bench/languages/plain.yaml` in a container of the same image, without isolation, limits, captured output and verdicts; *judge* is "
            + "`codebench judge --no-cache` between its first and its last verdict. All of them passed in both.");
        page.Add(
            ["language", "programs: plain, judge (different)", "plain, a second", "judge, a second", "ratio", "ratio with the command's start and end", "to reach", "reached"],
            measurements.Select(item => (string[])
            [
                item.Language,
                $"{item.Plain[0].Programs}, {item.Judge[0].Programs} ({item.Distinct})",
                Spread.Of(item.Plain.Select(round => round.Rate)).Text("0.0"),
                Spread.Of(item.Judge.Select(round => round.SteadyRate)).Text("0.0"),
                item.Ratio.Text("0.00"),
                item.WholeRatio.Text("0.00"),
                item.Target.Text("0.00"),
                item.Ratio.Median >= item.Target ? "yes" : "**no**",
            ]));
        foreach (var source in measurements.GroupBy(item => item.Source))
        {
            page.Add($"From {source.Key}: {string.Join(", ", source.Select(item => item.Language))}.");
        }

        foreach (var slow in measurements.Where(item => item.Ratio.Median < item.Target))
        {
            page.Fail($"{slow.Language} is {slow.Ratio.Median.Text("0.00")} times as fast as its plain commands, and {slow.Target.Text("0.00")} is to be reached");
        }
    }
}
