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
    private readonly SubmissionSettings _submission = new([new RunCommand(tools, generateOnly: false).Create(), new EvaluateCommand(tools).Create()]);
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
        var options = _submission.OptionsOf(arguments, faults);
        var cluster = _cluster.ClusterOf(arguments, command.Folder, options.Retries, faults);
        if (!IsMerged(command))
        {
            // Not after a night of work.
            _ = faults.Try(() => MergeStage.Check(command.Folder));
        }

        faults.ThrowIfAny();

        var json = _output.JsonOf(arguments);
        if (_submission.IsDryRun(arguments))
        {
            var text = cluster.Describe(command, [.. Enumerable.Range(1, command.Shards)], attempt: 1);
            tools.Screen.Print(json ? JsonSerializer.Serialize(new { Run = command.Folder, Job = text }, ResultJson.Document) : text.TrimEnd('\n'));
            return ExitStatus.Done;
        }

        // A cluster that tries failed shards again itself needs no second one who does.
        var tries = _cluster.HasImage(arguments) ? options with { Retries = 0 } : options;
        var submitter = new Submitter(cluster, tools.Time, new ScreenProgress(tools.Screen));
        try
        {
            var failures = await submitter.RunAsync(command, tries, cancellationToken).ConfigureAwait(false);
            ThrowIfAny(failures, command);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            SayHowToComeBack(submitter, cluster, command);
            throw;
        }

        if (!options.Wait)
        {
            SayHowToComeBack(submitter, cluster, command);
            var jobs = submitter.JobsOf(command);
            tools.Screen.Print(json
                ? JsonSerializer.Serialize(new { Run = command.Folder, command.Shards, Jobs = jobs.Select(job => job.Id) }, ResultJson.Document)
                : $"Run folder: {command.Folder}");
            return ExitStatus.Done;
        }

        // A command that was interrupted behind the merge finds the run.
        using var folder = IsMerged(command)
            ? RunFolder.Open(command.Folder)
            : new MergeStage(tools.Observer).Run(command.ShardFolders, command.Folder, cancellationToken);
        return await new Workflow(tools).ScoreMergedAsync(folder, json).ConfigureAwait(false);
    }

    private static bool IsMerged(ShardedCommand command) =>
        File.Exists(Path.Combine(command.Folder, RunFolder.ManifestFile)) && Directory.Exists(Path.Combine(command.Folder, "submission"));

    private void SayHowToComeBack(Submitter submitter, ICluster cluster, ShardedCommand command)
    {
        if (submitter.JobsOf(command) is [.., var last])
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
}
