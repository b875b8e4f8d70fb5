using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.MultiPLE;

/// <summary>The verb `multipl-e`.</summary>
internal static class MultiPLECommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var workers = new Option<int>("--workers") { Description = "Programs that run at once.", DefaultValueFactory = _ => 2 };
        return Verb.Create(
            host,
            new Command("multipl-e", "One sample for each problem of MultiPL-E's HumanEval in every language but Python.") { workers },
            "MultiPL-E",
            parsed => new MultiPLEOptions(parsed.GetValue(workers)),
            options => $"--workers {options.Workers}",
            (installation, options, page, cancellationToken) => new MultiPLEBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
