using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>How programs are run.</summary>
public sealed record ExecutionOptions
{
    /// <summary>How many programs run at once, 1 or more.</summary>
    public required int Workers { get; init; }

    /// <summary>Limits in place of those of suites and languages.</summary>
    public LimitOverrides Limits { get; init; } = new();
}
