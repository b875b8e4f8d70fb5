using System.CommandLine;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Throughput;

/// <summary>The verb `throughput`.</summary>
internal static class ThroughputCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var programs = new Option<int>("--programs") { Description = "HumanEval's references, again and again, up to so many.", DefaultValueFactory = _ => 1640 };
        var workers = new Option<int>("--workers") { Description = "Programs that run at once.", DefaultValueFactory = _ => 2 };
        var rounds = new Option<int>("--rounds") { Description = "How often everything is measured, in turn.", DefaultValueFactory = _ => 3 };
        var results = new Option<string?>("--results") { Description = "Folder for the page. Default: bench/results." };
        var command = new Command("throughput", "Programs a second, beside a bare interpreter in the same round.") { programs, workers, rounds, results };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new ThroughputOptions(parsed.GetValue(programs), parsed.GetValue(workers), parsed.GetValue(rounds));
            var installation = Installation.Find(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
            var page = new ResultPage(
                "throughput",
                "Throughput",
                $"bench/run throughput --programs {options.Programs} --workers {options.Workers} --rounds {options.Rounds}",
                host.Time.GetUtcNow(),
                Machine.Describe());
            var bench = new ThroughputBench(installation, options, host);
            return host.RunAsync(page => bench.RunAsync(page, cancellationToken), page, parsed.GetValue(results) ?? installation.Results);
        });
        return command;
    }
}
