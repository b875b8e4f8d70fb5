using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>Two runs beside each other.</summary>
/// <param name="tools">What it works with.</param>
public sealed class CompareCommand(Toolbox tools) : ICommandFactory
{
    private readonly Argument<string> _a = new("RUN_A") { Description = "Run folder: what is compared with." };
    private readonly Argument<string> _b = new("RUN_B") { Description = "Run folder: what is compared. Differences are B less A." };

    private readonly Option<bool> _anyway = new("--anyway")
    {
        Description = "Compare runs whose problems, prompts or judge differ all the same; what differs is said.",
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Also write a page with both runs' samples side by side, lost and won ones first.",
        HelpName = "FILE",
    };

    private readonly OutputSettings _output = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "compare",
            "Compare two runs on the same problems: for each suite and language the difference of pass@1 with its interval, how likely chance makes as large a one, "
            + "and the problems with which they fared differently.",
            "compare runs/before runs/after");
        command.Add(_a);
        command.Add(_b);
        command.Add(_anyway);
        command.Add(_html);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, _) => (int)await RunAsync(arguments).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments)
    {
        var (pathOfA, pathOfB) = (arguments.GetValue(_a)!, arguments.GetValue(_b)!);
        if (Path.GetFullPath(pathOfA) == Path.GetFullPath(pathOfB))
        {
            throw new InvalidInputException(new Fault(pathOfB, null, null, "is compared with itself"));
        }

        var faults = new FaultCollector();
        var page = OutputFile.Prepare("--html", arguments.GetValue(_html), faults);
        using var a = faults.Try(() => RunFolder.OpenForReading(pathOfA));
        using var b = faults.Try(() => RunFolder.OpenForReading(pathOfB));
        faults.ThrowIfAny();
        var sheet = ComparisonStage.Run(a!, b!, arguments.GetValue(_anyway));
        if (page is not null)
        {
            await ComparisonStage.WriteHtmlAsync(sheet, a!, b!, (tools.SuitesAtHand(a!).Suites, tools.SuitesAtHand(b!).Suites), page).ConfigureAwait(false);
        }

        ComparisonPrinter.Print(tools.Screen, sheet, _output.JsonOf(arguments));
        return ExitStatus.Done;
    }
}
