using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.EvalPlus;

/// <summary>The verb `evalplus`.</summary>
internal static class EvalPlusCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var suite = new Option<string>("--suite") { Description = "The suite.", DefaultValueFactory = _ => "humaneval+" };
        var workers = new Option<int>("--workers") { Description = "Programs that run at once.", DefaultValueFactory = _ => 2 };
        var rounds = new Option<int>("--rounds") { Description = "How often everything is measured, in turn.", DefaultValueFactory = _ => 3 };
        return Verb.Create(
            host,
            new Command("evalplus", "The reference solutions on all inputs, beside the same driver on a bare interpreter.") { suite, workers, rounds },
            "Tests that are inputs",
            parsed => new EvalPlusOptions(parsed.GetValue(suite)!, parsed.GetValue(workers), parsed.GetValue(rounds)),
            options => $"--suite {options.Suite} --workers {options.Workers} --rounds {options.Rounds}",
            (installation, options, page, cancellationToken) => new EvalPlusBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
