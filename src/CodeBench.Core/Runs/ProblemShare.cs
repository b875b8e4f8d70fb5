using System.Globalization;

namespace CodeBench.Core.Runs;

/// <summary>Which of a suite's problems a run takes.</summary>
/// <param name="Limit">Only the first that many, 1 or more; null for all.</param>
/// <param name="Shard">The part of these that is taken, counted from 1, and the number of parts; null for all.</param>
public sealed record ProblemShare(int? Limit, (int Part, int Parts)? Shard)
{
    /// <summary>All problems.</summary>
    public static ProblemShare All { get; } = new(null, null);

    /// <summary>Reads "I/N" with 1 &lt;= I &lt;= N.</summary>
    public static bool TryParseShard(string? text, out (int Part, int Parts) shard)
    {
        shard = default;
        var parts = (text ?? "").Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out shard.Part)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out shard.Parts)
            && shard.Part >= 1 && shard.Part <= shard.Parts;
    }

    /// <summary>The problems that are taken: the shards of one limit are disjoint, and together they are all.</summary>
    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> problems) =>
        [.. problems.Take(Limit ?? problems.Count).Where((_, index) => Shard is not { } shard || index % shard.Parts == shard.Part - 1)];

    /// <summary>The shard as it is written on the command line; null for all.</summary>
    public string? ShardText => Shard is { } shard ? string.Create(CultureInfo.InvariantCulture, $"{shard.Part}/{shard.Parts}") : null;
}
