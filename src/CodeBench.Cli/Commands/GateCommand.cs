using System.CommandLine;
using System.Globalization;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Faults;
using CodeBench.Core.Gates;
using CodeBench.Core.Reports;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>Says yes or no to a run.</summary>
/// <param name="tools">What it works with.</param>
public sealed class GateCommand(Toolbox tools) : ICommandFactory
{
    private readonly Argument<string> _run = new("RUN") { Description = "Run folder." };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "What the run must not fall behind: a run folder, compared problem by problem, or a scores.json, which sees less.",
        HelpName = "RUN|FILE",
    };

    private readonly Option<string[]> _floors = new("--min")
    {
        Description = "The least that pass@1 may be, a share from 0 to 1: humaneval=0.30, or multipl-e-humaneval:java=0.25. Can be given more than once.",
        HelpName = "S[:LANG]=X",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<double> _maxDrop = new("--max-drop") { Description = "A drop of pass@1 that is no reason to say no, a share from 0 to below 1. Default: 0.", HelpName = "X" };

    private readonly Option<double> _alpha = new("--alpha")
    {
        Description = "How often, at most, a drop is seen where there is none beyond the allowed one; between 0 and 1.",
        HelpName = "X",
        DefaultValueFactory = _ => GateRules.DefaultAlpha,
    };

    private readonly Option<string?> _junit = new("--junit") { Description = "Write the answer as JUnit XML, a test case a suite and language.", HelpName = "FILE" };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write the answer as Markdown, for a pull request.", HelpName = "FILE" };
    private readonly OutputSettings _output = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "gate",
            "Say yes (exit status 0) or no (1) to a run: are its scores at least the floors, and are they not behind a baseline by more than chance?",
            "gate runs/mine --min humaneval=0.30 --baseline runs/main --max-drop 0.02 --junit gate.xml");
        command.Add(_run);
        command.Add(_baseline);
        command.Add(_floors);
        command.Add(_maxDrop);
        command.Add(_alpha);
        command.Add(_junit);
        command.Add(_markdown);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, _) => (int)await RunAsync(arguments).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments)
    {
        var faults = new FaultCollector();
        var baseline = arguments.GetValue(_baseline);
        var rules = RulesOf(arguments, faults);
        if (baseline is null && rules.Floors.Count == 0)
        {
            faults.Add(new Fault("gate", null, null, "has nothing to ask: give --min, --baseline or both"));
        }

        if (baseline is not null && !Path.Exists(baseline))
        {
            faults.Add(new Fault("--baseline", null, null, $"there is no {baseline}"));
        }

        var (junit, markdown) = (OutputFile.Prepare("--junit", arguments.GetValue(_junit), faults), OutputFile.Prepare("--markdown", arguments.GetValue(_markdown), faults));
        using var run = faults.Try(() => RunFolder.OpenForReading(arguments.GetValue(_run)!));
        faults.ThrowIfAny();
        var sheet = GateStage.Run(run!, baseline, rules);
        if (junit is not null)
        {
            AtomicFile.WriteText(junit, JUnitReport.Of(sheet));
        }

        if (markdown is not null)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            await ReportWriter.Gate().WriteAsync(sheet, text).ConfigureAwait(false);
            AtomicFile.WriteText(markdown, text.ToString());
        }

        GatePrinter.Print(tools.Screen, sheet, _output.JsonOf(arguments));
        return sheet.Passed ? ExitStatus.Done : ExitStatus.GateSaysNo;
    }

    private GateRules RulesOf(ParseResult arguments, FaultCollector faults)
    {
        var (maxDrop, alpha) = (arguments.GetValue(_maxDrop), arguments.GetValue(_alpha));
        if (maxDrop is not (>= 0 and < 1))
        {
            faults.Add(new Fault("--max-drop", null, null, $"must be a share from 0 to below 1, not {maxDrop.ToString(CultureInfo.InvariantCulture)}"));
        }

        if (alpha is not (> 0 and < 1))
        {
            faults.Add(new Fault("--alpha", null, null, $"must lie between 0 and 1, not {alpha.ToString(CultureInfo.InvariantCulture)}"));
        }

        return new GateRules
        {
            Floors = [.. (arguments.GetValue(_floors) ?? []).Select(text => FloorOf(text, faults)).OfType<ScoreFloor>()],
            MaxDrop = maxDrop,
            Alpha = alpha,
        };
    }

    private static ScoreFloor? FloorOf(string text, FaultCollector faults)
    {
        var at = text.LastIndexOf('=');
        if (at > 0 && double.TryParse(text[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var least) && least is >= 0 and <= 1)
        {
            var names = text[..at].Split(':', 2);
            return new ScoreFloor(names[0], names.ElementAtOrDefault(1), least);
        }

        faults.Add(new Fault("--min", null, null, $"\"{text}\" is no floor: S[:LANG]=X with a share X from 0 to 1, such as humaneval=0.30"));
        return null;
    }
}
