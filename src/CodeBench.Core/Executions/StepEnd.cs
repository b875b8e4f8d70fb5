namespace CodeBench.Core.Executions;

/// <summary>How a step came to its end, as the sandbox saw it. It says nothing about right or wrong.</summary>
public enum StepEnd
{
    /// <summary>It exited by itself, with an exit code.</summary>
    Exited,

    /// <summary>A signal ended it that the sandbox did not send.</summary>
    Signalled,

    /// <summary>It was stopped at its limit of wall time or processor time.</summary>
    TimedOut,

    /// <summary>The kernel killed one of its processes for memory.</summary>
    OutOfMemory,

    /// <summary>It was stopped at its output limit.</summary>
    OutputExceeded,

    /// <summary>Its command could not be started at all (no such file, not executable).</summary>
    NotStarted,
}
