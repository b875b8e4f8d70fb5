namespace CodeBench.Cli;

/// <summary>What the shell is told. Scripts rely on these numbers.</summary>
public enum ExitStatus
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The gate says no.</summary>
    GateSaysNo = 1,

    /// <summary>The command line or an input file is wrong.</summary>
    InvalidInput = 2,

    /// <summary>The machine is not able: no engine, no CUDA, no disk.</summary>
    MachineNotAble = 3,

    /// <summary>Done, but some executions are sandbox faults.</summary>
    SandboxFaults = 4,

    /// <summary>Interrupted; the same command goes on where it stopped.</summary>
    Interrupted = 130,
}
