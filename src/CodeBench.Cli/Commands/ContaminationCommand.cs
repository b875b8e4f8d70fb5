using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Contamination.Corpora;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>What a training corpus has of suites, and what a run gains by that.</summary>
/// <param name="tools">What it works with.</param>
public sealed class ContaminationCommand(Toolbox tools) : ICommandFactory
{
    private static readonly string[] UsualFields = ["text", "content"];

    private readonly SuiteSettings _suites = new();

    private readonly Option<string[]> _corpus = new("--corpus")
    {
        Description = $"File of the corpus, or folder with such: {CorpusFile.Names}. May be repeated.",
        HelpName = "PATH",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _run = new("--run") { Description = "Run folder: its scores are split into those of clean and of contaminated problems.", HelpName = "RUN" };
    private readonly Option<string?> _field = new("--text-field") { Description = "The field of JSON lines that holds the text. Default: text, else content.", HelpName = "NAME" };
    private readonly OutputSettings _output = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "contamination",
            "Look for suites' problems in a training corpus: how many of each problem's tokens are part of eight in a row that the corpus has, which prompts it has word for word, "
            + "and what a run's scores gain by that.",
            "contamination --suite humaneval mbpp --corpus corpus/ --run runs/mine");
        _suites.AddSuitesTo(command);
        command.Add(_corpus);
        command.Add(_run);
        command.Add(_field);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var folders = _suites.FoldersOf(arguments, faults);
        var selections = _suites.SuitesOf(arguments, faults);
        var suites = faults.Try(() => tools.SuiteRuns(folders).Load(selections, null, ProblemShare.All));
        var corpus = CorpusFiles.Find(arguments.GetValue(_corpus) ?? [], faults);
        using var run = arguments.GetValue(_run) is { } path ? faults.Try(() => RunFolder.OpenForReading(path)) : null;
        IReadOnlyList<string> fields = arguments.GetValue(_field) switch
        {
            null => UsualFields,
            "" => Wrong(faults),
            var name => [name],
        };
        faults.ThrowIfAny();
        var stage = new ContaminationStage(tools.Observer, Environment.ProcessorCount);
        ContaminationPrinter.Print(tools.Screen, await stage.RunAsync(suites!, corpus, fields, run, cancellationToken).ConfigureAwait(false), _output.JsonOf(arguments));
        return ExitStatus.Done;
    }

    private static string[] Wrong(FaultCollector faults)
    {
        faults.Add(new Fault("--text-field", null, null, "is empty: it is the name of a field"));
        return [];
    }
}
