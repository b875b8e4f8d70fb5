using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Contamination;

/// <summary>The verb `contamination`.</summary>
internal static class ContaminationCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var megabytes = new Option<int>("--megabytes") { Description = "Size of each corpus.", DefaultValueFactory = _ => 100 };
        var large = new Option<int>("--large") { Description = "Size of the corpus whose memory is compared, in megabytes.", DefaultValueFactory = _ => 2000 };
        var rounds = new Option<int>("--rounds") { Description = "How often everything is measured, in turn.", DefaultValueFactory = _ => 5 };
        var trials = new Option<int>("--trials") { Description = "Simulated suites for each cell.", DefaultValueFactory = _ => 2000 };
        return Verb.Create(
            host,
            new Command("contamination", "How fast a corpus is read, in how much memory, and how often a gain is seen where there is none.") { megabytes, large, rounds, trials },
            "Contamination",
            parsed => new ContaminationOptions(parsed.GetValue(megabytes), parsed.GetValue(large), parsed.GetValue(rounds), parsed.GetValue(trials)),
            options => $"--megabytes {options.Megabytes} --large {options.Large} --rounds {options.Rounds} --trials {options.Trials}",
            (installation, options, page, cancellationToken) => new ContaminationBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
