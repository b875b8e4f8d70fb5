namespace CodeBench.Execution.Engines;

/// <summary>What is known of an engine, for <c>doctor</c> and for run.json.</summary>
public sealed record EngineStatus
{
    /// <summary>Where it was looked for or found; null where there was no place to look.</summary>
    public required Uri? Endpoint { get; init; }

    /// <summary>Whether it answers.</summary>
    public required bool Reachable { get; init; }

    /// <summary>Whether it is the private engine that codebench starts and stops by itself.</summary>
    public required bool Private { get; init; }

    /// <summary>Whether a command that needs it starts it: the private engine, where it is installed and does not run.</summary>
    public bool StartsWhenNeeded { get; init; }

    /// <summary>Its version; null where it does not answer.</summary>
    public string? Version { get; init; }

    /// <summary>The version of its API; null where it does not answer.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>How it stores images ("overlay2"); null where it does not answer.</summary>
    public string? StorageDriver { get; init; }

    /// <summary>The version of its control groups, "1" or "2"; null where it does not answer.</summary>
    public string? CgroupVersion { get; init; }

    /// <summary>What its containers run on ("linux/x86_64"); null where it does not answer.</summary>
    public string? Platform { get; init; }

    /// <summary>How many processors its machine has; 0 where it does not answer.</summary>
    public int Processors { get; init; }

    /// <summary>What tells it from all other engines; null where it does not answer.</summary>
    public string? Identity { get; init; }

    /// <summary>What to do where it does not answer, in one or two sentences; null where it does.</summary>
    public string? Advice { get; init; }
}
