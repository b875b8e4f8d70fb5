using System.CommandLine;
using CodeBench.Bench.Output;
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
        var results = new Option<string?>("--results") { Description = "Folder for the page. Default: bench/results." };
        var command = new Command("evalplus", "The reference solutions on all inputs, beside the same driver on a bare interpreter.") { suite, workers, rounds, results };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new EvalPlusOptions(parsed.GetValue(suite)!, parsed.GetValue(workers), parsed.GetValue(rounds));
            var installation = Installation.Find(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
            var page = new ResultPage(
                "evalplus",
                "Tests that are inputs",
                $"bench/run evalplus --suite {options.Suite} --workers {options.Workers} --rounds {options.Rounds}",
                host.Time.GetUtcNow(),
                Machine.Describe());
            var bench = new EvalPlusBench(installation, options, host);
            return host.RunAsync(page => bench.RunAsync(page, cancellationToken), page, parsed.GetValue(results) ?? installation.Results);
        });
        return command;
    }
}
