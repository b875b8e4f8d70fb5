namespace CodeBench.Core.Problems;

/// <summary>A file of others, which is recognised by its hash whatever it is called.</summary>
public record PinnedFile
{
    /// <summary>The name that it gets in the cache and that messages use; where it is found elsewhere it may be called anything.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null for a file of our own that ships in the suite's folder.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Size of the file in the form whose hash is <see cref="Sha256"/>; null where that is null.</summary>
    public long? Size { get; init; }

    /// <summary>SHA-256 of the uncompressed content; null where the file is not compressed or not pinned.</summary>
    public string? ContentSha256 { get; init; }

    /// <summary>Size of the uncompressed content; null where <see cref="ContentSha256"/> is.</summary>
    public long? ContentSize { get; init; }
}
