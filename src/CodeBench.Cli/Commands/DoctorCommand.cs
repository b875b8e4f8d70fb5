using System.CommandLine;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Speed;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Cli.Commands;

/// <summary>What is missing on this machine, and the command that mends it.</summary>
/// <param name="tools">What it works with.</param>
public sealed class DoctorCommand(Toolbox tools) : ICommandFactory
{
    private readonly ExecutionSettings _execution = new();
    private readonly OutputSettings _output = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "doctor",
            "Say what is missing on this machine or too slow for the time limits, and what mends it. Exit status 3 where something is missing.", "doctor");
        _execution.AddEngineTo(command);
        _output.AddJsonTo(command);
        command.SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitStatus> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var engine = _execution.EngineOf(arguments, faults);
        faults.ThrowIfAny();
        var load = MachineLoad.Read(); // before the test, which is a load itself
        var speed = new SpeedInspector(tools.Speed.Measure(cancellationToken), load, Environment.ProcessorCount);
        List<Finding> findings =
        [
            MachineInspector.Cores(),
            speed.Speed(),
            MachineInspector.Memory(),
            MachineInspector.Disk(tools.Folders),
            .. await EngineInspector.InspectAsync(engine.Endpoints, cancellationToken).ConfigureAwait(false),
            MachineInspector.Torch(),
        ];
        findings.AddRange(SuiteFindings(speed));
        Terminal.RowPrinter.Print(tools.Screen, findings, _output.JsonOf(arguments));
        return findings.Any(finding => finding.State == Finding.Missing) ? ExitStatus.MachineNotAble : ExitStatus.Done;
    }

    private IReadOnlyList<Finding> SuiteFindings(SpeedInspector speed)
    {
        try
        {
            var library = tools.Suites();
            return [.. library.Catalog.Suites.Select(suite => FilesOf(suite, library)), .. library.Catalog.Suites.Select(speed.Limit).OfType<Finding>()];
        }
        catch (InvalidInputException exception)
        {
            return [Finding.Of("suites", exception)];
        }
    }

    private static Finding FilesOf(Suite suite, SuiteLibrary library)
    {
        var absent = suite.Files.Where(file => library.Files.TryFind(suite, file) is null).Select(file => file.Name).ToList();
        return absent.Count == 0
            ? new Finding($"suite {suite.Name}", Finding.Fine, "all files are here", "")
            : new Finding($"suite {suite.Name}", Finding.Absent, $"not here: {string.Join(", ", absent)}", $"codebench suites fetch {suite.Name}");
    }
}
