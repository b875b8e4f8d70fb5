using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>What happened in one step: facts, no judgement.</summary>
public sealed record StepReport
{
    /// <summary>What the step was for.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required StepEnd End { get; init; }

    /// <summary>Its exit code, 0 to 255; null where a signal ended it or it never started.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The number of the signal that ended it, the sandbox's own included; null where it exited.</summary>
    public int? Signal { get; init; }

    /// <summary>From its start to its end.</summary>
    public required TimeSpan WallTime { get; init; }

    /// <summary>User and system time of the step's processes, as far as they were waited for.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>The largest resident set of any of its processes.</summary>
    public required ByteSize PeakMemory { get; init; }

    /// <summary>What it wrote to standard output.</summary>
    public required CapturedOutput Stdout { get; init; }

    /// <summary>What it wrote to standard error.</summary>
    public required CapturedOutput Stderr { get; init; }

    /// <summary>The files that the program was asked to leave, by name; only in the report of its last step.</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = new Dictionary<string, string>();
}
