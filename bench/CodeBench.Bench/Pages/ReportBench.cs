using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;
using CodeBench.Bench.Overhead;
using CodeBench.Bench.Setup;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Pages;

/// <summary>Writes a report of many samples, and reads it in a real browser.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed class ReportBench(Installation installation, ReportOptions options, BenchHost host)
{
    private const double MostSeconds = 3;

    /// <summary>Measures, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        using var scratch = new Scratch();
        var suite = installation.Suite(options.Suite);
        using var folder = RunFolder.BeginOrResume(scratch.PathOf("run"), new RunManifest
        {
            Codebench = "bench",
            Created = host.Time.GetUtcNow(),
            Plan = new RunPlan { Suites = [suite.ToPlan()], Samples = [new SampleFile("samples.jsonl", "")] },
            Host = new HostDescription("", "", "", Environment.ProcessorCount, ""),
        });
        host.Say("the run's files");
        new ReportRun(suite, options.Samples).Write(folder);

        host.Say("scores and reports");
        var timer = new LapTimer(host.Time);
        timer.Take("compute scores.json", () => new ScoringStage(new Quiet()).Run(folder));
        await timer.TakeAsync("write report.html and report.md", () => installation.Reporting().RunAsync(folder, [suite], missing: null));
        var html = new FileInfo(folder.PathOf("report.html"));
        var texts = new FileInfo(folder.Completions.Path).Length + new FileInfo(folder.Executions.Path).Length;
        page.Add($"{options.Samples.Text()} samples of {options.Suite}, whose texts are words of its solutions in random order. The run's files have {Numbers.Megabytes(texts)} MB, "
            + $"report.html has {Numbers.Megabytes(html.Length)} MB.");
        page.Add(["stage", "s", "largest memory so far, MB"], timer.Laps.Select(lap => (string[])[lap.Name, lap.WallTime.TotalSeconds.Text("0.0"), Numbers.Megabytes(lap.PeakMemory)]));

        var rounds = new List<PageTimes>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            host.Say($"round {round} of {options.Rounds}: the page in a new browser");
            cancellationToken.ThrowIfCancellationRequested();
            rounds.Add(await PageTimes.MeasureAsync(html.FullName, host.Time));
        }

        page.Add(["in Chromium without a screen", "s: median (least - most)"], PageTimes.Columns.Select(column => (string[])[column.Name, Spread.Of(rounds.Select(column.Seconds)).Text("0.00")]));
        var median = Spread.Of(rounds.Select(times => times.Open)).Median;
        page.Add(["to reach", "median", "reached"], [(string[])[$"the page is opened in less than {MostSeconds.Text("0")} s", $"{median.Text("0.00")} s", median < MostSeconds ? "yes" : "no"]]);
    }
}
