namespace CodeBench.Execution.Sandboxes;

/// <summary>How images are made and containers are set up.</summary>
public sealed record SandboxOptions
{
    /// <summary>Full path of the folder that holds src/runner: the repository, or where CodeBench is installed.</summary>
    public required string RootFolder { get; init; }

    /// <summary>The image that languages start from. Default: debian:bookworm-slim. Made from packages where it cannot be pulled.</summary>
    public string BaseImage { get; init; } = "debian:bookworm-slim";

    /// <summary>Full path of a file that is locked while images are built, by one command at a time. Null: no lock.</summary>
    public string? LockFile { get; init; }

    /// <summary>Whether mmdebstrap may be installed where a base image has to be made. Default: no.</summary>
    public bool AllowInstall { get; init; }

    /// <summary>How containers share the processors. Default: shared.</summary>
    public CpuSharing Cpu { get; init; } = CpuSharing.Shared;

    /// <summary>
    /// What the host adds to a program's own wall limits before it takes its container for lost; also how long the runner of a container
    /// that has started may be silent. More than 0; default: 15 s, which is ample for what the runner does around a program.
    /// </summary>
    public TimeSpan WatchdogMargin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The most time that the start of one container may take; an engine that takes longer hangs, and so does one that answers nothing
    /// for so long while an image is looked for or built. Default: 90 s.
    /// </summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// How long an engine that is away, or that cannot start containers, is waited for before the command ends. Default: 30 s,
    /// in which an engine is stopped and started again. Of several engines it holds for all together: a single one is not waited for.
    /// </summary>
    public TimeSpan EnginePatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many programs run at once, 1 or more, whatever is asked for when a sandbox is opened. Null: what is asked for.</summary>
    public int? Workers { get; init; }

    /// <summary>
    /// Where the numbers of containers begin, 0 or more. Each container has a user of its own by its number, also where several engines of
    /// one process share a machine. Default: 0.
    /// </summary>
    public int FirstContainer { get; init; }
}
