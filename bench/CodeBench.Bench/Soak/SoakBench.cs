using CliWrap;
using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;
using CodeBench.Execution.Engines;

namespace CodeBench.Bench.Soak;

/// <summary>Long evaluations through the command line, watched.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed class SoakBench(Installation installation, SoakOptions options, BenchHost host)
{
    /// <summary>Evaluates, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        // A private engine stops with its last user: with this one it outlives the evaluations, as a machine's own would.
        await using var engine = await Engine.ConnectAsync(new EngineOptions(), new Progress<string>(host.Say), cancellationToken);
        using var containers = new ContainerCounter(engine.Endpoint);
        page.Add(SoakPage.Rule);
        foreach (var suite in options.Suites)
        {
            using var scratch = new Scratch();
            var (run, readings) = await EvaluateAsync(installation.Suite(suite), scratch, containers, cancellationToken);
            Check(scratch.PathOf("run"));
            new SoakPage(suite, options.Samples, run, readings).Fill(page);
        }

        var left = await containers.CountAsync(cancellationToken);
        page.Add($"Containers left when the evaluations had ended: {left}.");
        if (left > 0)
        {
            page.Fail($"{left} containers were left behind");
        }
    }

    private async Task<(ProcessRun Run, IReadOnlyList<SoakReading> Readings)> EvaluateAsync(
        SuiteRun suite, Scratch scratch, ContainerCounter containers, CancellationToken cancellationToken)
    {
        var file = scratch.PathOf("samples.jsonl");
        InputFiles.WriteSamples(file, SoakSample.Of(suite.Set.Suite, suite.Problems, options.Samples));
        host.Say($"evaluating {options.Samples.Text()} samples of {suite.Set.Name}");
        var command = Cli.Wrap(installation.Launcher)
            .WithArguments([
                "evaluate", "--suite", suite.Set.Name, "--samples", file, "--out", scratch.PathOf("run"), "--no-cache", "--workers", $"{options.Workers}",
            ])
            .WithEnvironmentVariables(variables => variables.Set("CODEBENCH_DATA", installation.Data));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Sampler? sampler = null;
        var watching = Task.CompletedTask;
        var run = await new ProcessTimer(host.Time).RunAsync(
            command,
            process =>
            {
                sampler = new Sampler(process, scratch.PathOf("run/executions.jsonl"), containers, host.Time);
                watching = Task.Run(() => sampler.RunAsync(ended.Token), CancellationToken.None);
            },
            cancellationToken);
        await ended.CancelAsync();
        await watching;
        return run.ExitCode == 0 ? (run, sampler!.Readings) : throw new BenchFailedException($"evaluate ended with {run.ExitCode}:\n{run.Error}");
    }

    // A leak is not all that a long run can bring about.
    private void Check(string run)
    {
        using var folder = RunFolder.Open(run);
        var right = folder.Completions.Read()
            .Where(line => SoakSample.IsRight(line.Completion)).Select(line => (line.TaskId, line.Sample)).ToHashSet();
        var (count, passed) = (0, 0);
        foreach (var execution in folder.Executions.Read())
        {
            count++;
            passed += execution.Verdict == Verdict.Passed ? 1 : 0;
            if (execution.Verdict == Verdict.SandboxFault || execution.Verdict == Verdict.Passed != right.Contains((execution.TaskId, execution.Sample)))
            {
                throw new BenchFailedException($"sample {execution.Sample} of {execution.TaskId} got {execution.Verdict}:\n{execution.Stderr}");
            }
        }

        if (count != options.Samples || passed != right.Count)
        {
            throw new BenchFailedException($"{count} of {options.Samples} samples were judged, and {passed} of {right.Count} right ones passed");
        }
    }
}
