namespace CodeBench.Core.Problems;

/// <summary>A version of a suite's data: the name after the @, and the problems that belong to it.</summary>
public sealed record SuiteVersion
{
    /// <summary>The name after the @.</summary>
    public required string Name { get; init; }

    /// <summary>For people: what is special about it.</summary>
    public required string Title { get; init; }

    /// <summary>Its files, at most one for each language.</summary>
    public required IReadOnlyList<BenchmarkFile> Files { get; init; }

    /// <summary>The first task number that belongs to it; null where all records do.</summary>
    public int? FirstTask { get; init; }

    /// <summary>The last task number that belongs to it; null where all records do.</summary>
    public int? LastTask { get; init; }
}
