using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>Execute, score, report: one stage of the line on a run folder that is there.</summary>
/// <param name="tools">What it works with.</param>
/// <param name="stage">Which.</param>
public sealed class StageCommand(Toolbox tools, StageCommand.Stage stage) : ICommandFactory
{
    private readonly Argument<string> _run = new("RUN") { Description = "Run folder." };
    private readonly SourceSettings _source = new();
    private readonly ExecutionSettings _execution = new();
    private readonly OutputSettings _output = new();
    private readonly ExportSettings _export = new(Toolbox.ExportFormats);

    /// <summary>The stages that start from a run folder.</summary>
    public enum Stage
    {
        /// <summary>Completions to executions.</summary>
        Execute,

        /// <summary>Executions to scores.</summary>
        Score,

        /// <summary>Scores to reports.</summary>
        Report,
    }

    /// <inheritdoc/>
    public Command Create()
    {
        var command = stage switch
        {
            Stage.Execute => new ExampleCommand(
                "execute",
                "Run the tests of a run's completions that have no verdict yet; sandbox faults are tried again.", "execute runs/mine --workers 8"),
            Stage.Score => new ExampleCommand(
                "score",
                "Compute a run's scores from its executions; needs neither model nor containers.", "score runs/mine --json"),
            _ => new ExampleCommand(
                "report",
                "Write a run's report.html and report.md from its files, and tables of scores and samples for other programs.", "report runs/mine --export parquet"),
        };
        command.Add(_run);
        if (stage != Stage.Score)
        {
            _source.AddTo(command);
        }

        if (stage == Stage.Execute)
        {
            _execution.AddTo(command);
        }

        if (stage == Stage.Report)
        {
            _export.AddTo(command);
        }

        _output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var json = _output.JsonOf(arguments);
        if (stage == Stage.Execute)
        {
            return await ExecuteAsync(arguments, json, cancellationToken).ConfigureAwait(false);
        }

        var faults = new FaultCollector();
        var from = stage == Stage.Report ? _source.FoldersOf(arguments, faults) : [];
        using var opened = faults.Try(() => RunFolder.Open(arguments.GetValue(_run)!));
        faults.ThrowIfAny();
        var folder = opened!;
        var sheet = stage == Stage.Score ? new ScoringStage(tools.Observer).Run(folder) : ScoringStage.Read(folder);
        IReadOnlyList<string> exports = [];
        if (stage == Stage.Report)
        {
            var (suites, missing) = tools.SuitesAtHand(folder, from);
            await tools.Reporting().RunAsync(folder, suites, missing).ConfigureAwait(false);
            exports = await new ExportStage(folder).RunAsync(_export.FormatsOf(arguments), cancellationToken).ConfigureAwait(false);
        }

        Terminal.ScorePrinter.Print(tools.Screen, folder, sheet, json, exports);
        return sheet.Faults > 0 ? ExitStatus.SandboxFaults : ExitStatus.Done;
    }

    private async Task<ExitStatus> ExecuteAsync(ParseResult arguments, bool json, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var options = _execution.OptionsOf(arguments, faults);
        var engine = _execution.EngineOf(arguments, faults);
        var from = _source.FoldersOf(arguments, faults);
        using var folder = faults.Try(() => RunFolder.Open(arguments.GetValue(_run)!));
        var suites = folder is null ? null : faults.Try(() => tools.SuiteRuns(from).Load(folder));
        faults.ThrowIfAny();

        var plan = folder!.Manifest.Plan;
        var limits = new LimitOverrides
        {
            Timeout = options.Limits.Timeout ?? plan.Timeout,
            Memory = options.Limits.Memory ?? (ByteSize.TryParse(plan.Memory, out var size) ? size : null),
        };
        options = options with { Limits = limits, Proof = plan.Control == true ? PassProof.Control : options.Proof };
        folder.ChangeJudging(limits.Timeout, limits.Memory?.ToString(), options.ControlOrNull);
        await using var sandboxes = await tools.OpenSandboxesAsync(engine, mayInstall: false, cancellationToken).ConfigureAwait(false);
        var workflow = new Workflow(tools);
        await workflow.ExecuteAsync(folder, suites!, sandboxes, options, _execution.CacheOf(arguments), cancellationToken).ConfigureAwait(false);
        return await workflow.ScoreAsync(folder, suites!, json).ConfigureAwait(false);
    }
}
