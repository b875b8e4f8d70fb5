namespace CodeBench.Core.Problems;

/// <summary>What a suite says of the time that a program's run may take; the language says the rest.</summary>
public sealed record SuiteLimits
{
    /// <summary>Wall time of the run, more than 0; null leaves it to the language.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>Processor time of the run, more than 0; null leaves it to the language.</summary>
    public TimeSpan? CpuTime { get; init; }
}
