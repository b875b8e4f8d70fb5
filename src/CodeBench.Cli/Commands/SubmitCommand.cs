using System.CommandLine;
using System.Text.Json;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;
using CodeBench.Submission;

namespace CodeBench.Cli.Commands;

/// <summary>Runs a command in shards on a cluster, waits for them, and merges them.</summary>
/// <param name="tools">What it works with.</param>
public sealed class SubmitCommand(Toolbox tools) : ICommandFactory
{
    private readonly ClusterSettings _cluster = new();
    private readonly SubmissionSettings _submission = new(
        new RunCommand(tools, generateOnly: false).Create(),
        new EvaluateCommand(tools).Create(),
        new RunCommand(tools, generateOnly: true).Create(),
        new StageCommand(tools, StageCommand.Stage.Execute).Create());

    private readonly OutputSettings _output = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "submit",
            "Run a command in shards on a Slurm or Kubernetes cluster, wait for them, run those again that fail, and merge them. Interrupted, the jobs go on, "
            + "and the same command comes back to them.",
            "submit --engine slurm --shards 8 --gpus 1 --out runs/mine -- run --model ./my-checkpoint --suite humaneval --device cuda");
        _cluster.AddTo(command);
        _submission.AddTo(command);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var command = _submission.CommandOf(arguments, tools.Folders.Program, _cluster.HasImage(arguments), faults);
        CheckSuites(command, faults);
        var options = _submission.OptionsOf(arguments, faults);
        var stages = StagesOf(arguments, command, options, faults);
        if (!IsMerged(command))
        {
            // Not after a night of work.
            _ = faults.Try(() => MergeStage.Check(command.Folder));
        }

        faults.ThrowIfAny();

        var json = _output.JsonOf(arguments);
        if (_submission.IsDryRun(arguments))
        {
            Describe(command, stages, json);
            return ExitStatus.Done;
        }

        // A cluster that tries failed shards again itself needs no second one who does.
        var tries = _cluster.HasImage(arguments) ? options with { Retries = 0 } : options;
        foreach (var stage in stages)
        {
            await SubmitAsync(stage, tries, cancellationToken).ConfigureAwait(false);
            if (!options.Wait && (stage == stages[^1] || !Submitter.IsDone(stage.Command)))
            {
                Leave(command, stages, json);
                return ExitStatus.Done;
            }
        }

        // A command that was interrupted behind the merge finds the run.
        using var folder = IsMerged(command)
            ? RunFolder.Open(command.Folder)
            : new MergeStage(tools.Observer).Run(command.ShardFolders, command.Folder, cancellationToken);
        return await new Workflow(tools).ScoreMergedAsync(folder, json).ConfigureAwait(false);
    }

    // Said before anything waits for a node; --from adds files of suites, but no suites.
    private void CheckSuites(ShardedCommand command, FaultCollector faults)
    {
        var unknown = new FaultCollector();
        var selections = _submission.SuitesOf(command, faults);
        _ = unknown.Try(() =>
        {
            tools.SuiteRuns().Check(selections);
            return selections;
        });
        if (command.Program.SequenceEqual(tools.Folders.Program))
        {
            faults.AddRange(unknown.Faults);
            return;
        }

        // A CodeBench of the nodes' own may have suites that this one lacks.
        foreach (var fault in unknown.Faults)
        {
            tools.Screen.Say($"{fault} The shards fail unless '{command.Program[0]}' on the nodes knows it.");
        }
    }

    private static bool IsMerged(ShardedCommand command) =>
        File.Exists(Path.Combine(command.Folder, RunFolder.ManifestFile)) && Directory.Exists(Path.Combine(command.Folder, RunFolder.SubmissionFolder));

    private IReadOnlyList<Stage> StagesOf(ParseResult arguments, ShardedCommand command, SubmitterOptions options, FaultCollector faults)
    {
        var (first, execution) = _cluster.ClustersOf(arguments, command.Folder, options.Retries, _submission.IsSeparate(arguments), faults);
        return
        [
            .. from stage in _submission.StagesOf(arguments, command, faults)
               let cluster = stage.Stage == ShardStage.Execution ? execution : first
               select new Stage(stage, cluster, new Submitter(cluster, tools.Time, tools.Random, new ScreenProgress(tools.Screen))),
        ];
    }

    private async Task SubmitAsync(Stage stage, SubmitterOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var failures = await stage.Submitter.RunAsync(stage.Command, options, cancellationToken).ConfigureAwait(false);
            ThrowIfAny(failures, stage.Command);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            SayHowToComeBack(stage.Jobs, stage.Cluster);
            throw;
        }
    }

    private void Describe(ShardedCommand command, IReadOnlyList<Stage> stages, bool json)
    {
        var texts = stages.Select(stage => stage.Cluster.Describe(stage.Command, [.. Enumerable.Range(1, command.Shards)], attempt: 1)).ToList();
        tools.Screen.Print((json, texts) switch
        {
            (false, _) => string.Concat(texts).TrimEnd('\n'),
            (true, [var job, var execution]) => JsonSerializer.Serialize(new { Run = command.Folder, Job = job, ExecutionJob = execution }, ResultJson.Document),
            _ => JsonSerializer.Serialize(new { Run = command.Folder, Job = texts[0] }, ResultJson.Document),
        });
    }

    // Nobody waits: what was submitted, and how the same command comes back to it.
    private void Leave(ShardedCommand command, IReadOnlyList<Stage> stages, bool json)
    {
        var jobs = new List<SubmittedJob>();
        foreach (var stage in stages)
        {
            var own = stage.Jobs;
            jobs.AddRange(own);
            if (!Submitter.IsDone(stage.Command))
            {
                SayHowToComeBack(own, stage.Cluster);
                break;
            }
        }

        tools.Screen.Print(json
            ? JsonSerializer.Serialize(new { Run = command.Folder, command.Shards, Jobs = jobs.Select(job => job.Id) }, ResultJson.Document)
            : $"Run folder: {command.Folder}");
    }

    private void SayHowToComeBack(IReadOnlyList<SubmittedJob> jobs, ICluster cluster)
    {
        if (jobs is [.., var last])
        {
            tools.Screen.Say($"Job {last.Id} goes on. The same command comes back to it; '{cluster.CancelCommand(last)}' ends it.");
        }
    }

    private static void ThrowIfAny(IReadOnlyList<ShardFailure> failures, ShardedCommand command)
    {
        if (failures.Count == 0)
        {
            return;
        }

        var faults = failures.Select(failure => new Fault(failure.Log, null, null, Sentence(failure, command))).ToList();
        throw failures.Any(failure => failure.Status == (int)ExitStatus.InvalidInput)
            ? new InvalidInputException(faults)
            : new MachineNotAbleException($"{string.Join("\ncodebench: ", faults)}\nThe same command runs these shards again.");
    }

    private static string Sentence(ShardFailure failure, ShardedCommand command) =>
        $"shard {failure.Shard}/{command.Shards} {(failure.Status is { } status ? $"ended with exit status {status}" : "was killed")}"
        + (failure.LastWords is { } words ? $": {words}" : "");

    // A job, where it goes, and who brings it to its end.
    private sealed record Stage(ShardedCommand Command, ICluster Cluster, Submitter Submitter)
    {
        public IReadOnlyList<SubmittedJob> Jobs => Submitter.JobsOf(Command);
    }
}
