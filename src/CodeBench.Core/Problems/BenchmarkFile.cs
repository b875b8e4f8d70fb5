namespace CodeBench.Core.Problems;

/// <summary>A file of problems: where it comes from, how it is recognised, and what its records look like.</summary>
public sealed record BenchmarkFile
{
    /// <summary>The name that it gets in the cache and that messages use; where it is found elsewhere it may be called anything.</summary>
    public required string Name { get; init; }

    /// <summary>The language that its problems are to be solved in.</summary>
    public required string Language { get; init; }

    /// <summary>The variant of that language, where it is not the suite's own; null for the language's own steps.</summary>
    public string? Variant { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null for a file of our own that ships in the suite's folder.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Size of the file in the form whose hash is <see cref="Sha256"/>; null where that is null.</summary>
    public long? Size { get; init; }

    /// <summary>SHA-256 of the uncompressed content; null where the file is not compressed or not pinned.</summary>
    public string? ContentSha256 { get; init; }

    /// <summary>Size of the uncompressed content; null where <see cref="ContentSha256"/> is.</summary>
    public long? ContentSize { get; init; }

    /// <summary>Where `suites fetch` downloads it; null where it ships with the repository.</summary>
    public Uri? Url { get; init; }

    /// <summary>How many records it has; null where that is not pinned.</summary>
    public int? Records { get; init; }

    /// <summary>The fields of every record; a record that lacks one, or has another, is refused.</summary>
    public required IReadOnlyList<RecordField> Fields { get; init; }

    /// <summary>Which of its problems no right solution can pass.</summary>
    public IReadOnlyList<UnsolvableRule> Unsolvable { get; init; } = [];
}
