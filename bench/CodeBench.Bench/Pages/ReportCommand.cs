using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Pages;

/// <summary>The verb `report`.</summary>
internal static class ReportCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var samples = new Option<int>("--samples") { Description = "How many samples.", DefaultValueFactory = _ => 100_000 };
        var suite = new Option<string>("--suite") { Description = "Of which suite.", DefaultValueFactory = _ => "humaneval" };
        var rounds = new Option<int>("--rounds") { Description = "How often the page is opened, each time in a new browser.", DefaultValueFactory = _ => 3 };
        return Verb.Create(
            host,
            new Command("report", "How long a report takes to write, and how fast it is in a browser.") { samples, suite, rounds },
            "Report",
            parsed => new ReportOptions(parsed.GetValue(suite)!, parsed.GetValue(samples), parsed.GetValue(rounds)),
            options => $"--suite {options.Suite} --samples {options.Samples} --rounds {options.Rounds}",
            (installation, options, page, cancellationToken) => new ReportBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
