namespace CodeBench.Core.Problems.Translations;

/// <summary>A problem without a language: what its function is called, takes and gives, what it is to do, and its tests.</summary>
public sealed record TypedProblem
{
    /// <summary>The name of the function.</summary>
    public required string EntryPoint { get; init; }

    /// <summary>Its parameters, in their order.</summary>
    public required IReadOnlyList<ProblemParameter> Parameters { get; init; }

    /// <summary>What it returns.</summary>
    public required ProblemType Returns { get; init; }

    /// <summary>Its description, with the examples where they stand in it.</summary>
    public required IReadOnlyList<DocstringPart> Docstring { get; init; }

    /// <summary>Its tests, at least one.</summary>
    public required IReadOnlyList<ProblemCall> Assertions { get; init; }
}
