namespace CodeBench.Core.Problems;

/// <summary>A file of problems: where it comes from, how it is recognised, and what its records look like.</summary>
public sealed record BenchmarkFile : PinnedFile
{
    /// <summary>The language that its problems are to be solved in.</summary>
    public required string Language { get; init; }

    /// <summary>The variant of that language, where it is not the suite's own; null for the language's own steps.</summary>
    public string? Variant { get; init; }

    /// <summary>Where `suites fetch` downloads it; null where it ships with the repository.</summary>
    public Uri? Url { get; init; }

    /// <summary>How many records it has; null where that is not pinned.</summary>
    public int? Records { get; init; }

    /// <summary>The fields of every record; a record that lacks one, or has another, is refused.</summary>
    public required IReadOnlyList<RecordField> Fields { get; init; }

    /// <summary>Which of its problems no right solution can pass.</summary>
    public IReadOnlyList<UnsolvableRule> Unsolvable { get; init; } = [];
}
