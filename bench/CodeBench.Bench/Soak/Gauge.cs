using CodeBench.Bench.Output;

namespace CodeBench.Bench.Soak;

/// <summary>One thing that is watched, and how much it may grow.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Value">Its value in a reading.</param>
/// <param name="IsMemory">Whether it counts bytes.</param>
/// <param name="Slack">Growth that is none, however small the value: what comes and goes by itself.</param>
internal sealed record Gauge(string Name, Func<SoakReading, double> Value, bool IsMemory, double Slack)
{
    private const double Share = 0.05;
    private const double Megabyte = 1e6;
    private const double MemorySlack = 5 * Megabyte;

    /// <summary>All of them. A pool's threads, their descriptors and the programs that run just now come and go; containers do not.</summary>
    public static IReadOnlyList<Gauge> All { get; } =
    [
        new("command: child processes", reading => reading.CommandProcesses, false, 0),
        new("command: threads", reading => reading.CommandThreads, false, 3),
        new("command: descriptors", reading => reading.CommandDescriptors, false, 2),
        new("command: resident memory", reading => reading.CommandMemory, true, MemorySlack),
        new("engine: processes", reading => reading.EngineProcesses, false, 0),
        new("engine: descriptors", reading => reading.EngineDescriptors, false, 2),
        new("engine: resident memory", reading => reading.EngineMemory, true, MemorySlack),
        new("containers", reading => reading.Containers, false, 0),
        new("containers: processes", reading => reading.ContainerProcesses, false, 2),
        new("containers: resident memory of runners and helpers", reading => reading.RunnerMemory, true, MemorySlack),
        new("containers: memory of their control groups", reading => reading.ContainerMemory, true, MemorySlack),
    ];

    /// <summary>Whether it did not grow.</summary>
    public bool IsFlat(double first, double last) => last <= first + Math.Max(Slack, Share * first);

    /// <summary>A value as the table shows it.</summary>
    public string Text(double value) => IsMemory ? (value / Megabyte).Text("0.0") : value.Text("0.#");

    /// <summary>The name with its unit.</summary>
    public string Title => IsMemory ? $"{Name}, MB" : Name;
}
