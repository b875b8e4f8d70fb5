namespace CodeBench.Bench.Soak;

/// <summary>Everything that is watched, at one moment. Memory is in bytes.</summary>
/// <param name="Done">How many samples had a verdict.</param>
internal sealed record SoakReading(int Done)
{
    /// <summary>Processes that the command has started.</summary>
    public required int CommandProcesses { get; init; }

    /// <summary>The command's threads.</summary>
    public required int CommandThreads { get; init; }

    /// <summary>The command's descriptors.</summary>
    public required int CommandDescriptors { get; init; }

    /// <summary>The command's resident set.</summary>
    public required long CommandMemory { get; init; }

    /// <summary>The largest that it was so far.</summary>
    public required long CommandPeak { get; init; }

    /// <summary>The engine's processes: dockerd, containerd and its shims.</summary>
    public required int EngineProcesses { get; init; }

    /// <summary>Their descriptors.</summary>
    public required int EngineDescriptors { get; init; }

    /// <summary>Their resident sets.</summary>
    public required long EngineMemory { get; init; }

    /// <summary>The sandbox's containers, also those that do not run.</summary>
    public required int Containers { get; init; }

    /// <summary>The processes in them: runners, helpers, programs.</summary>
    public required int ContainerProcesses { get; init; }

    /// <summary>The resident sets of runners and helpers.</summary>
    public required long RunnerMemory { get; init; }

    /// <summary>What the containers' control groups have been charged with.</summary>
    public required long ContainerMemory { get; init; }
}
