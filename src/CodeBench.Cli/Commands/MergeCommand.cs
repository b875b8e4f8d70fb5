using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>Joins the shards of a run.</summary>
/// <param name="tools">What it works with.</param>
public sealed class MergeCommand(Toolbox tools) : ICommandFactory
{
    private readonly OutputSettings _output = new();

    private readonly Argument<string[]> _shards = new("RUN")
    {
        Description = "Run folders of all shards, in any order.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder of the whole run; absent or empty, or the folder that holds shards/.",
        HelpName = "RUN",
        Required = true,
    };

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "merge",
            "Join the run folders of all shards (--shard I/N) into the run that one process would have made, and score it; shards that were only generated are joined for 'codebench execute'.",
            "merge runs/one runs/two runs/three --out runs/whole");
        command.Add(_shards);
        command.Add(_out);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var folder = new MergeStage(tools.Observer).Run(arguments.GetValue(_shards) ?? [], arguments.GetValue(_out)!, cancellationToken);
        if (!folder.Executions.Exists)
        {
            RunPrinter.Print(tools.Screen, folder, _output.JsonOf(arguments));
            return ExitStatus.Done;
        }

        return await new Workflow(tools).ScoreMergedAsync(folder, _output.JsonOf(arguments)).ConfigureAwait(false);
    }
}
