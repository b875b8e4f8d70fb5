namespace CodeBench.Core.Problems;

/// <summary>
/// Tests that are inputs: a solution is called with each of them, and what it returns is compared with what the reference
/// solution returns, as EvalPlus does (Liu et al. 2023, arXiv:2305.01210).
/// </summary>
public sealed record InputTests
{
    /// <summary>
    /// The inputs, in groups that run one after the other, each in a process of its own. Every group but the last gives a
    /// score of its own: of its tests and those before it.
    /// </summary>
    public required IReadOnlyList<InputGroup> Groups { get; init; }

    /// <summary>How long a solution may take.</summary>
    public required InputLimits Limits { get; init; }

    /// <summary>The JSON field of a record with the tolerance of its comparisons, 0 for none; null where records have none.</summary>
    public string? Tolerance { get; init; }

    /// <summary>What is special about some problems; of two rules for one problem that say the same, the later one holds.</summary>
    public IReadOnlyList<InputRule> Rules { get; init; } = [];
}
