using CodeBench.Core.Faults;

namespace CodeBench.Core.Programs;

/// <summary>What the user says of limits, in place of what language and suite say. It speaks of runs, not of compilations.</summary>
public sealed record LimitOverrides
{
    /// <summary>Processor time of a run; its limit of wall time grows or shrinks in the same ratio. Null leaves both.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Memory of a run; null leaves it.</summary>
    public ByteSize? Memory { get; init; }
}
