using CodeBench.Cli.Composition;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>The line, stage by stage, as several commands walk it.</summary>
/// <param name="tools">What the stages work with.</param>
public sealed class Workflow(Toolbox tools)
{
    /// <summary>Begins a run, or goes on with it.</summary>
    /// <param name="plan">What decides its samples and verdicts.</param>
    /// <param name="folder">Where; null for a folder that is named after the plan.</param>
    public RunFolder Begin(RunPlan plan, string? folder)
    {
        var manifest = new RunManifest
        {
            Codebench = ProductVersion.Text,
            Created = tools.Time.GetUtcNow(),
            Plan = plan,
            Host = HostInspector.Describe(),
        };
        return RunFolder.BeginOrResume(folder ?? RunNaming.DefaultFolder(plan), manifest);
    }

    /// <summary>Finds out whether the model can be asked, before a run is begun.</summary>
    public void Check(IReadOnlyList<SuiteRun> suites, ICompletionSource model, SamplingPlan sampling, BatchLimits batch) =>
        new GenerationStage(model, Toolbox.Trimmers, tools.Observer).Check(suites, sampling, batch, tools.Time.GetUtcNow());

    /// <summary>From prompts to completions.</summary>
    public async Task GenerateAsync(
        RunFolder folder, IReadOnlyList<SuiteRun> suites, ICompletionSource model, BatchLimits batch, CancellationToken cancellationToken) =>
        await new GenerationStage(model, Toolbox.Trimmers, tools.Observer).RunAsync(folder, suites, batch, cancellationToken).ConfigureAwait(false);

    /// <summary>From completions to executions.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="suites">Its suites.</param>
    /// <param name="sandboxes">Where programs run.</param>
    /// <param name="options">How.</param>
    /// <param name="keep">Whether outcomes are taken from the user's cache, and kept there.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public async Task ExecuteAsync(
        RunFolder folder,
        IReadOnlyList<SuiteRun> suites,
        ISandboxProvider sandboxes,
        ExecutionOptions options,
        bool keep,
        CancellationToken cancellationToken)
    {
        using var cache = tools.OpenCache(keep);
        await new ExecutionStage(sandboxes, cache, tools.Random, tools.Observer)
            .RunAsync(folder, suites, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>From executions to scores and reports, and to the user.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="suites">Its suites.</param>
    /// <param name="json">Whether scores.json itself is printed.</param>
    public Task<ExitStatus> ScoreAsync(RunFolder folder, IReadOnlyList<SuiteRun> suites, bool json) => ScoreAsync(folder, suites, missing: null, json);

    /// <summary>The same for a run that was merged: its suites' data need not be at hand here.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="json">Whether scores.json itself is printed.</param>
    public Task<ExitStatus> ScoreMergedAsync(RunFolder folder, bool json)
    {
        var (suites, missing) = tools.SuitesAtHand(folder);
        return ScoreAsync(folder, suites, missing, json);
    }

    private async Task<ExitStatus> ScoreAsync(RunFolder folder, IReadOnlyList<SuiteRun> suites, string? missing, bool json)
    {
        var sheet = new ScoringStage(tools.Observer).Run(folder);
        await tools.Reporting().RunAsync(folder, suites, missing).ConfigureAwait(false);
        ScorePrinter.Print(tools.Screen, folder, sheet, json);
        return sheet.Faults > 0 ? ExitStatus.SandboxFaults : ExitStatus.Done;
    }
}
