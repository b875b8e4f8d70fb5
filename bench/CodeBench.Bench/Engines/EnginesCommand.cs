using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Engines;

/// <summary>The verb `engines`.</summary>
internal static class EnginesCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var engines = new Option<string[]>("--engine") { Description = "An engine's address; given twice.", Required = true, Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        var programs = new Option<int>("--programs") { Description = "HumanEval's references, again and again, up to so many.", DefaultValueFactory = _ => 1640 };
        var workers = new Option<int>("--workers") { Description = "Programs that run at once on this machine; an even number.", DefaultValueFactory = _ => 2 };
        var rounds = new Option<int>("--rounds") { Description = "How often everything is measured, in turn.", DefaultValueFactory = _ => 3 };
        return Verb.Create(
            host,
            new Command("engines", "Programs a second with one engine and with two, and of a run in 1, 2 and 4 shards.") { engines, programs, workers, rounds },
            "Several engines, and shards",
            parsed => new EnginesOptions(parsed.GetValue(engines)!, parsed.GetValue(programs), parsed.GetValue(workers), parsed.GetValue(rounds)),
            options => $"--engine A B --programs {options.Programs} --workers {options.Workers} --rounds {options.Rounds}",
            (installation, options, page, cancellationToken) => new EnginesBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
