using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>What a suite says of the limits of a program's run; the language says the rest.</summary>
public sealed record SuiteLimits
{
    /// <summary>Wall time of the run, more than 0; null leaves it to the language.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>Processor time of the run, more than 0; null leaves it to the language.</summary>
    public TimeSpan? CpuTime { get; init; }

    /// <summary>Memory of the run, and of a compilation before it; null leaves it to the language.</summary>
    public ByteSize? Memory { get; init; }
}
