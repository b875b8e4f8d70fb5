using System.CommandLine;
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
        return Verb.Create(
            host,
            new Command("throughput", "Programs a second, beside a bare interpreter in the same round.") { programs, workers, rounds },
            "Throughput",
            parsed => new ThroughputOptions(parsed.GetValue(programs), parsed.GetValue(workers), parsed.GetValue(rounds)),
            options => $"--programs {options.Programs} --workers {options.Workers} --rounds {options.Rounds}",
            (installation, options, page, cancellationToken) => new ThroughputBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
