using System.Security.Cryptography;
using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Cache;
using CodeBench.Core.Completions;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Overhead;

/// <summary>The stages of `evaluate`, in this process, with a sandbox that answers at once: all that is left is CodeBench itself.</summary>
/// <param name="installation">The checkout.</param>
/// <param name="options">What is asked.</param>
/// <param name="host">Says what is done.</param>
internal sealed class OverheadBench(Installation installation, OverheadOptions options, BenchHost host)
{
    /// <summary>Measures, and fills the page.</summary>
    public async Task RunAsync(ResultPage page, CancellationToken cancellationToken)
    {
        using var scratch = new Scratch();
        await using var sandbox = new InstantSandbox(new string('x', options.Printed));
        var file = scratch.PathOf("samples.jsonl");
        var suite = installation.Suite(options.Suite);
        InputFiles.WriteSamples(file, SoakSample.Of(suite.Set.Suite, suite.Problems, options.Samples));

        var stages = new LapTimer(host.Time);
        using var folder = RunFolder.BeginOrResume(scratch.PathOf("run"), ManifestOf(suite, file));
        await StagesAsync(stages, folder, file, sandbox, cancellationToken);
        var parts = new LapTimer(host.Time);
        host.Say("the parts, one by one");
        new ExecutionParts(suite, sandbox, options.Samples, folder.Completions, scratch.PathOf("parts.jsonl")).Run(parts);
        new OverheadPage(options, stages.Laps, parts.Laps).Fill(page);
    }

    private async Task StagesAsync(LapTimer timer, RunFolder folder, string file, InstantSandbox sandbox, CancellationToken cancellationToken)
    {
        using var random = RandomNumberGenerator.Create();
        var quiet = new Quiet();
        host.Say("the stages, as evaluate goes through them");
        var suite = timer.Take("read the problems", () => installation.Suite(options.Suite));
        timer.Take("check the samples", () => SampleReader.Check(suite.Set, [file]));
        await timer.TakeAsync("read them again, write completions.jsonl", () =>
        {
            new ImportStage(quiet).Run(folder, suite, SampleReader.Read(suite.Set, [file]));
            return Task.CompletedTask;
        });
        await timer.TakeAsync(OverheadPage.Execution, async () =>
        {
            using var cache = OutcomeCache.ForThisProcess(quiet);
            await new ExecutionStage(sandbox, cache, random, quiet)
                .RunAsync(folder, [suite], new ExecutionOptions { Workers = 2 }, cancellationToken);
        });
        timer.Take("compute scores.json", () => new ScoringStage(quiet).Run(folder));
        await timer.TakeAsync("write the reports", () => installation.Reporting().RunAsync(folder, [suite], missing: null));
    }

    private RunManifest ManifestOf(SuiteRun suite, string file) => new()
    {
        Codebench = "bench",
        Created = host.Time.GetUtcNow(),
        Plan = new RunPlan { Suites = [suite.ToPlan()], Samples = [new SampleFile(Path.GetFileName(file), ContentHash.OfFile(file))] },
        Host = new HostDescription("", "", "", Environment.ProcessorCount, ""),
    };
}
