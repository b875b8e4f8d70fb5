using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>Scores completions that came from elsewhere.</summary>
/// <param name="tools">What it works with.</param>
public sealed class EvaluateCommand(Toolbox tools) : ICommandFactory
{
    private readonly SuiteSettings _suites = new();
    private readonly ExecutionSettings _execution = new();
    private readonly OutputSettings _output = new();

    private readonly Option<string[]> _samples = new("--samples")
    {
        Description = "Files of samples (.jsonl, .jsonl.gz): lines {\"task_id\", \"completion\"} or {\"task_id\", \"solution\"}; or MultiPL-E's "
            + "one JSON for a problem.",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _extract = new("--extract")
    {
        Description = "The samples are answers of a chat model: the code is taken out of each (docs/extraction.md). By default they are judged as they are.",
    };

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "evaluate",
            "Score completions that came from elsewhere, in the formats of human-eval, EvalPlus and MultiPL-E.",
            "evaluate --suite humaneval --samples samples.jsonl");
        _suites.AddTo(command);
        command.Add(_samples);
        command.Add(_extract);
        _execution.AddTo(command);
        _output.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var share = _suites.ShareOf(arguments, faults);
        var selections = _suites.SuitesOf(arguments, faults);
        var from = _suites.FoldersOf(arguments, faults);
        var options = _execution.OptionsOf(arguments, faults);
        var engine = _execution.EngineOf(arguments, faults);
        var files = arguments.GetValue(_samples) ?? [];
        foreach (var absent in files.Where(file => !File.Exists(file)))
        {
            faults.Add(new Fault("--samples", null, null, $"there is no file \"{absent}\"{(absent.StartsWith('-') ? ", and no such option" : "")}"));
        }

        var suites = faults.Try(() => tools.SuiteRuns(from).Load(selections, _suites.StyleOf(arguments), share)) ?? [];
        if (suites.Count > 1)
        {
            faults.Add(new Fault("--suite", null, null, "samples are of one suite in one language: name just one"));
        }

        var extract = arguments.GetValue(_extract);
        AnswerExtractors.Require(extract ? suites : [], "--extract", faults);

        if (suites.Count == 1 && files.All(File.Exists))
        {
            _ = faults.Try(() => (object)SampleReader.Check(suites[0].Set, files));
        }

        faults.ThrowIfAny();

        await using var sandboxes = await tools.OpenSandboxesAsync(engine, mayInstall: false, cancellationToken).ConfigureAwait(false);
        var workflow = new Workflow(tools);
        using var folder = workflow.Begin(PlanOf(suites[0], files, share, extract, options), _output.OutOf(arguments));
        new ImportStage(tools.Observer).Run(folder, suites[0], SamplesOf(suites[0], files, extract));
        await workflow.ExecuteAsync(folder, suites, sandboxes, options, _execution.CacheOf(arguments), cancellationToken).ConfigureAwait(false);
        return await workflow.ScoreAsync(folder, suites, _output.JsonOf(arguments)).ConfigureAwait(false);
    }

    private static IEnumerable<SampleText> SamplesOf(SuiteRun suite, string[] files, bool extract) =>
        SampleReader.Read(suite.Set, files).Select(sample => extract ? sample with { Kind = SampleKind.Answer } : sample);

    private static RunPlan PlanOf(SuiteRun suite, string[] files, ProblemShare share, bool extract, ExecutionOptions options) => new()
    {
        Suites = [suite.ToPlan()],
        Samples = [.. files.Select(file => new SampleFile(Path.GetFileName(file), ContentHash.OfFile(file)))],
        Extractors = AnswerExtractors.VersionsOf(extract ? [suite] : []),
        Timeout = options.Limits.Timeout,
        Memory = options.Limits.Memory?.ToString(),
        Control = options.ControlOrNull,
        Limit = share.Limit,
        Shard = share.ShardText,
    };
}
