using System.CommandLine;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Runs;
using CodeBench.Submission;

namespace CodeBench.Cli.Settings;

/// <summary>What is submitted, and how it is waited for: --shards, --out, --retries, --no-wait, --dry-run, --program and the command behind --.</summary>
/// <param name="run">The command that samples and executes.</param>
/// <param name="evaluate">The command that executes what others sampled.</param>
/// <param name="generate">The first half of run.</param>
/// <param name="execute">The second half of run.</param>
public sealed class SubmissionSettings(Command run, Command evaluate, Command generate, Command execute)
{
    private const int MostShards = 10_000;
    private static readonly string[] Ours = ["--shard", "--out", "--json"];
    private readonly Command[] _commands = [run, evaluate];

    private readonly Option<int> _shards = new("--shards") { Description = $"Number of shards, from 1 to {MostShards}: tasks that share the problems.", HelpName = "N", Required = true };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder of the whole run, which every node sees; shards are made in shards/ below it. Default: a folder below runs/ that is named after the command.",
        HelpName = "RUN",
    };

    private readonly Option<int> _retries = new("--retries")
    {
        Description = "How often a shard that failed is run again, alone; 0 or more.",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    private readonly Option<bool> _separate = new("--separate-execution")
    {
        Description = "Generate and execute in two jobs, one behind the other: GPUs are held only while the model writes. For run.",
    };

    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Submit, and do not wait: the same command without it comes back to the job." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would be submitted, and do nothing." };

    private readonly Option<string?> _program = new("--program")
    {
        Description = "The command that starts CodeBench on a node. Default: this one; for Kubernetes \"codebench\".",
        HelpName = "PROGRAM",
    };

    private readonly Argument<string[]> _words = new("COMMAND")
    {
        Description = "Behind --: the command that is run in shards, run or evaluate, without --shard and --out.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_shards);
        command.Add(_out);
        command.Add(_retries);
        command.Add(_separate);
        command.Add(_noWait);
        command.Add(_dryRun);
        command.Add(_program);
        command.Add(_words);
    }

    /// <summary>Whether nothing is to be done.</summary>
    public bool IsDryRun(ParseResult arguments) => arguments.GetValue(_dryRun);

    /// <summary>Whether programs are run in a job of their own.</summary>
    public bool IsSeparate(ParseResult arguments) => arguments.GetValue(_separate);

    /// <summary>The jobs that bring the shards to their end, in their order; faults go to the collector.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="command">What is submitted.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public IReadOnlyList<ShardedCommand> StagesOf(ParseResult arguments, ShardedCommand command, FaultCollector faults)
    {
        if (!IsSeparate(arguments))
        {
            return [command];
        }

        if (command.Words is not [var name, ..] || name != run.Name)
        {
            faults.Add(new Fault(_separate.Name, null, null, $"is for {run.Name}, which generates first"));
            return [command];
        }

        var parsed = run.Parse([.. command.Words.Skip(1)]);
        return
        [
            command with { Stage = ShardStage.Generation, Words = StageWords.Of(parsed, run, generate) },
            command with { Stage = ShardStage.Execution, Words = StageWords.Of(parsed, run, execute) },
        ];
    }

    /// <summary>How it is waited for; faults go to the collector.</summary>
    public SubmitterOptions OptionsOf(ParseResult arguments, FaultCollector faults)
    {
        var retries = arguments.GetValue(_retries);
        if (retries < 0)
        {
            faults.Add(new Fault("--retries", null, null, $"must be 0 or more, not {retries}"));
        }

        return new SubmitterOptions(retries, Wait: !arguments.GetValue(_noWait));
    }

    /// <summary>What is submitted; faults go to the collector, those of the command behind -- too.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="program">How CodeBench is started on this machine.</param>
    /// <param name="elsewhere">Whether nodes have a CodeBench of their own.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public ShardedCommand CommandOf(ParseResult arguments, IReadOnlyList<string> program, bool elsewhere, FaultCollector faults)
    {
        var shards = arguments.GetValue(_shards);
        if (shards is < 1 or > MostShards)
        {
            faults.Add(new Fault("--shards", null, null, $"must be 1 to {MostShards}, not {shards}"));
        }

        var words = arguments.GetValue(_words) ?? [];
        CheckWords(words, faults);
        var folder = arguments.GetValue(_out) ?? Path.Combine("runs", $"{words.FirstOrDefault()}-{ContentHash.OfTexts([$"{shards}", .. words])[..8]}");
        return new ShardedCommand
        {
            Program = arguments.GetValue(_program) is { } named ? [named] : elsewhere ? ["codebench"] : program,
            Words = words,
            Shards = shards,
            Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)),
            WorkingFolder = elsewhere ? null : Directory.GetCurrentDirectory(),
        };
    }

    /// <summary>The suites that are submitted; names that cannot be any go to the collector.</summary>
    /// <param name="command">What is submitted.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public IReadOnlyList<SuiteSelection> SuitesOf(ShardedCommand command, FaultCollector faults) =>
        command.Words is [var name, ..] && _commands.FirstOrDefault(known => known.Name == name) is { } known
            ? SuiteSettings.SuitesOf(known.Parse([.. command.Words.Skip(1)]), known, faults)
            : [];

    // Said here once, and not by each node after it waited for its turn.
    private void CheckWords(string[] words, FaultCollector faults)
    {
        if (_commands.FirstOrDefault(command => command.Name == words.FirstOrDefault()) is not { } command)
        {
            faults.Add(new Fault("COMMAND", null, null, $"\"{words.FirstOrDefault()}\" cannot be run in shards: {string.Join(" and ", _commands.Select(known => known.Name))} can"));
            return;
        }

        var parsed = command.Parse(words[1..]);
        faults.AddRange(parsed.Errors.Select(error => new Fault(command.Name, null, null, error.Message)));
        foreach (var option in command.Options.Where(option => Ours.Contains(option.Name) && parsed.IsGiven(option)))
        {
            faults.Add(new Fault(command.Name, null, option.Name, "is given to each shard by submit: leave it out"));
        }
    }
}
