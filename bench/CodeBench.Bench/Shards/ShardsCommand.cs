using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Shards;

/// <summary>The verb `shards`.</summary>
internal static class ShardsCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var run = new Option<string>("--run") { Description = "Run folder whose programs' measured times are taken.", Required = true };
        var workers = new Option<int>("--workers") { Description = "Programs that a node runs at once.", DefaultValueFactory = _ => 8 };
        return Verb.Create(
            host,
            new Command("shards", "How much longer the slowest of many nodes works than all of them on average, by simulation over measured times.") { run, workers },
            "Shards",
            parsed => new ShardsOptions(parsed.GetValue(run)!, parsed.GetValue(workers)),
            options => $"--run RUN --workers {options.Workers}",
            (_, options, page, cancellationToken) => Task.Run(() => new ShardsBench(options).Run(page, cancellationToken), cancellationToken));
    }
}
