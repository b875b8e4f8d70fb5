using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Coverage;

/// <summary>The verb `coverage`.</summary>
internal static class CoverageCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var trials = new Option<int>("--trials") { Description = "Simulated suites for each cell.", DefaultValueFactory = _ => 4000 };
        var problems = new Option<int>("--problems") { Description = "Problems of a suite.", DefaultValueFactory = _ => 164 };
        return Verb.Create(
            host,
            new Command("coverage", "How often intervals hold the true score, and how often the gate says no, by simulation.") { trials, problems },
            "Coverage",
            parsed => new CoverageOptions(parsed.GetValue(trials), parsed.GetValue(problems)),
            options => $"--trials {options.Trials} --problems {options.Problems}",
            (_, options, page, cancellationToken) => Task.Run(() => new CoverageBench(options).Run(page, cancellationToken), cancellationToken));
    }
}
