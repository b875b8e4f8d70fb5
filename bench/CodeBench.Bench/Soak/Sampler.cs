using CodeBench.Bench.Measuring;

namespace CodeBench.Bench.Soak;

/// <summary>Looks at the command, the engine and the containers again and again.</summary>
/// <param name="process">The command.</param>
/// <param name="executions">The file whose lines are its verdicts.</param>
/// <param name="containers">Counts containers.</param>
/// <param name="time">The clock.</param>
internal sealed class Sampler(int process, string executions, ContainerCounter containers, TimeProvider time)
{
    private const string Runner = "codebench-runne"; // the kernel cuts names
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly List<SoakReading> _readings = [];
    private readonly LineCounter _lines = new(executions);

    /// <summary>What it saw.</summary>
    public IReadOnlyList<SoakReading> Readings => _readings;

    /// <summary>Looks until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                _readings.Add(await ReadAsync(cancellationToken));
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The command has ended: the readings stay.
        }
    }

    private async Task<SoakReading> ReadAsync(CancellationToken cancellationToken)
    {
        var table = ProcessTable.Read();
        var engine = table.Named("dockerd", "containerd");
        var runners = table.Named(Runner);
        var command = ProcFile.Of(process);
        return new SoakReading(_lines.Count())
        {
            CommandProcesses = table.DescendantsOf(process).Count(),
            CommandThreads = table.Find(process)?.Threads ?? 0,
            CommandDescriptors = command.Descriptors(),
            CommandMemory = table.Find(process)?.Memory ?? 0,
            CommandPeak = command.PeakMemory(),
            EngineProcesses = engine.Count,
            EngineDescriptors = engine.Sum(item => ProcFile.Of(item.Id).Descriptors()),
            EngineMemory = engine.Sum(item => item.Memory),
            Containers = await containers.CountAsync(cancellationToken),
            ContainerProcesses = runners.Sum(item => 1 + table.DescendantsOf(item.Id).Count()),
            RunnerMemory = runners.Sum(item => item.Memory + table.ChildrenOf(item.Id).Sum(child => child.Memory)),
            ContainerMemory = runners.Sum(item => ProcFile.Of(item.Id).ControlGroupMemory()),
        };
    }
}
