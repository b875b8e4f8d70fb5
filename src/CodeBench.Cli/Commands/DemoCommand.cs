using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Completions;
using CodeBench.Core.Problems;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>The main job on what the repository ships: the demo checkpoint on the starter suite.</summary>
/// <param name="tools">What it works with.</param>
public sealed class DemoCommand(Toolbox tools) : ICommandFactory
{
    private const string Suite = "starter";
    private readonly ExecutionSettings _execution = new();
    private readonly OutputSettings _output = new();

    private static SamplingPlan Sampling => new() { Samples = 10, Temperature = 0.8, TopP = 0.95, TopK = 0, Seed = 0 };

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "demo",
            "Score the demo checkpoint on the starter suite: everything that is needed is in the repository or is set up. Under 3 minutes, "
            + "the second time under one.",
            "demo");
        _execution.AddTo(command);
        _output.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new Core.Faults.FaultCollector();
        var options = _execution.OptionsOf(arguments, faults);
        var engine = _execution.EngineOf(arguments, faults);
        faults.ThrowIfAny();

        await using var sandboxes = await tools.OpenSandboxesAsync(engine, mayInstall: true, cancellationToken).ConfigureAwait(false);
        var choice = new ModelChoice(tools.Folders.DemoCheckpoint, "cpu", "float32");
        await using var model = await tools.OpenModelAsync(choice, cancellationToken).ConfigureAwait(false);
        var suites = tools.SuiteRuns().Load([new SuiteSelection(new SuiteName(Suite, null), [])], null, ProblemShare.All);
        var plan = new RunPlan
        {
            Suites = [.. suites.Select(suite => suite.ToPlan())],
            Model = model.Description,
            Sampling = Sampling,
            Timeout = options.Limits.Timeout,
            Memory = options.Limits.Memory?.ToString(),
            Control = options.ControlOrNull,
        };
        var path = _output.OutOf(arguments) ?? Path.Combine("runs", "demo");
        DropIfFinished(path, plan);

        var workflow = new Workflow(tools);
        using var folder = workflow.Begin(plan, path);
        await workflow.GenerateAsync(folder, suites, model, new BatchLimits(), cancellationToken).ConfigureAwait(false);
        // The demo shows programs being run, so it takes none from the cache.
        await workflow.ExecuteAsync(folder, suites, sandboxes, options, keep: false, cancellationToken).ConfigureAwait(false);
        return await workflow.ScoreAsync(folder, suites, _output.JsonOf(arguments)).ConfigureAwait(false);
    }

    // A demo that was interrupted goes on; one that reached its end shows itself again from the start. A run of something else is left to its owner.
    private static void DropIfFinished(string path, RunPlan plan)
    {
        if (!File.Exists(Path.Combine(path, RunFolder.ManifestFile)) || !File.Exists(Path.Combine(path, "report.md")))
        {
            return;
        }

        using var there = RunFolder.Open(path);
        if (RunFolder.HashOf(WithoutLimits(there.Manifest.Plan)) == RunFolder.HashOf(WithoutLimits(plan)))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static RunPlan WithoutLimits(RunPlan plan) => plan with { Timeout = null, Memory = null };
}
