using System.CommandLine;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Overhead;

/// <summary>The verb `overhead`.</summary>
internal static class OverheadCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var samples = new Option<int>("--samples") { Description = "How many samples.", DefaultValueFactory = _ => 100_000 };
        var suite = new Option<string>("--suite") { Description = "Of which suite.", DefaultValueFactory = _ => "humaneval" };
        var printed = new Option<int>("--printed") { Description = "How many characters each program prints.", DefaultValueFactory = _ => 0 };
        var rate = new Option<double?>("--rate") { Description = "Programs a second that `throughput` measured: what the cost is a share of.", HelpName = "N" };
        return Verb.Create(
            host,
            new Command("overhead", "What CodeBench itself costs: its stages with a sandbox that answers at once.") { samples, suite, printed, rate },
            "Overhead",
            parsed => new OverheadOptions(parsed.GetValue(suite)!, parsed.GetValue(samples), parsed.GetValue(printed), parsed.GetValue(rate)),
            options => $"--suite {options.Suite} --samples {options.Samples} --printed {options.Printed}{(options.Rate is { } given ? $" --rate {given.Text("0")}" : "")}",
            (installation, options, page, cancellationToken) => new OverheadBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
