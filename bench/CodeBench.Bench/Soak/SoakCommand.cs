using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Soak;

/// <summary>The verb `soak`.</summary>
internal static class SoakCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var samples = new Option<int>("--samples") { Description = "How many samples each evaluation judges.", DefaultValueFactory = _ => 100_000 };
        var workers = new Option<int>("--workers") { Description = "Programs that run at once.", DefaultValueFactory = _ => 2 };
        var suites = new Option<string[]>("--suite") { Description = "The suites, one evaluation each.", DefaultValueFactory = _ => ["humaneval", "mbpp"] };
        return Verb.Create(
            host,
            new Command("soak", "A long evaluation, watched: does anything grow?") { samples, workers, suites },
            "Soak",
            parsed => new SoakOptions(parsed.GetValue(suites)!, parsed.GetValue(samples), parsed.GetValue(workers)),
            options => $"{string.Concat(options.Suites.Select(suite => $"--suite {suite} "))}--samples {options.Samples} --workers {options.Workers}",
            (installation, options, page, cancellationToken) => new SoakBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
