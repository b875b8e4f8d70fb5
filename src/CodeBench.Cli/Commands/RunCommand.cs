using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>The whole line: generate, execute, score, report; or generate alone.</summary>
/// <param name="tools">What it works with.</param>
/// <param name="generateOnly">Whether it ends behind the completions.</param>
public sealed class RunCommand(Toolbox tools, bool generateOnly) : ICommandFactory
{
    private readonly ModelSettings _model = new();
    private readonly SuiteSettings _suites = new();
    private readonly VariantSettings _variants = new();
    private readonly SamplingSettings _sampling = new();
    private readonly ExecutionSettings _execution = new();
    private readonly OutputSettings _output = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var command = generateOnly
            ? new ExampleCommand(
                "generate",
                "Sample completions from a model into a run folder; 'codebench execute' goes on from there.",
                "generate --model ./my-checkpoint --suite humaneval --n-samples 20 --out runs/mine",
                "generate --model http://localhost:8000/v1 --model-name my-model --suite humaneval --n-samples 20 --concurrency 256")
            : new ExampleCommand(
                "run",
                "Score a model: sample completions, run their tests in containers, score, report. Interrupted, the same command goes on.",
                "run --model ./my-checkpoint --suite humaneval mbpp --n-samples 20 --temperature 0.8");
        _model.AddTo(command);
        _suites.AddTo(command);
        _variants.AddTo(command);
        _sampling.AddTo(command);
        if (!generateOnly)
        {
            _execution.AddTo(command);
        }

        _output.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var sampling = _sampling.PlanOf(arguments, faults);
        var batch = _sampling.LimitsOf(arguments, faults);
        var share = _suites.ShareOf(arguments, faults);
        var selections = _suites.SuitesOf(arguments, faults);
        var from = _suites.FoldersOf(arguments, faults);
        var options = generateOnly ? null : _execution.OptionsOf(arguments, faults);
        var engine = _execution.EngineOf(arguments, faults);
        var choice = _model.ChoiceOf(arguments, faults);
        var plain = faults.Try(() => tools.SuiteRuns(from).Load(selections, _suites.StyleOf(arguments), share)) ?? [];
        var variants = _variants.NamesOf(arguments, faults);
        var varied = faults.Try(() => VariedSuites.Of(plain, variants));
        var suites = varied?.Runs ?? [];
        await using var model = choice.IsWorthOpening(faults)
            ? await faults.TryAsync(() => tools.OpenModelAsync(choice, cancellationToken)).ConfigureAwait(false)
            : null;
        var chats = suites.Where(suite => suite.Style.Chat is not null).ToList();
        AnswerExtractors.Require(chats, "--prompt-style", faults);
        if (model is not null)
        {
            // Before anything is made: a checkpoint without a chat template leaves no run folder behind.
            chats.ForEach(suite => faults.Try(() => suite.Render(model, tools.Time.GetUtcNow())));
        }

        faults.ThrowIfAny();
        var workflow = new Workflow(tools);
        workflow.Check(suites, model!, sampling, batch);
        foreach (var sentence in varied!.LeftOut)
        {
            tools.Observer.Tell(sentence);
        }

        // Before the first token: a night of sampling must not end with "there is no engine".
        await using var sandboxes = generateOnly
            ? null
            : await tools.OpenSandboxesAsync(engine, mayInstall: false, cancellationToken).ConfigureAwait(false);
        using var folder = workflow.Begin(PlanOf(suites, model!, sampling, share, options), _output.OutOf(arguments));
        await workflow.GenerateAsync(folder, suites, model!, batch, cancellationToken).ConfigureAwait(false);
        if (sandboxes is null)
        {
            Terminal.RunPrinter.Print(tools.Screen, folder, _output.JsonOf(arguments));
            return ExitStatus.Done;
        }

        await workflow.ExecuteAsync(folder, suites, sandboxes, options!, _execution.CacheOf(arguments), cancellationToken).ConfigureAwait(false);
        return await workflow.ScoreAsync(folder, suites, _output.JsonOf(arguments)).ConfigureAwait(false);
    }

    private static RunPlan PlanOf(
        IReadOnlyList<SuiteRun> suites, ICompletionSource model, SamplingPlan sampling, ProblemShare share, ExecutionOptions? options) => new()
        {
            Suites = [.. suites.Select(suite => suite.ToPlan())],
            Model = model.Description,
            Sampling = sampling,
            Extractors = AnswerExtractors.VersionsOf(suites.Where(suite => suite.Style.Chat is not null)),
            Timeout = options?.Limits.Timeout,
            Memory = options?.Limits.Memory?.ToString(),
            Control = options?.ControlOrNull,
            Limit = share.Limit,
            Shard = share.ShardText,
        };
}
