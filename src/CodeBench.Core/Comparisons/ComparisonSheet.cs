using System.Text.Json.Serialization;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Comparisons;

/// <summary>The document that `compare --json` prints.</summary>
public sealed record ComparisonSheet
{
    /// <summary>The version of the document's form.</summary>
    public int Schema { get; init; } = FileSchema.Current;

    /// <summary>The first run's folder.</summary>
    public required string A { get; init; }

    /// <summary>The second run's folder.</summary>
    public required string B { get; init; }

    /// <summary>The method of the intervals.</summary>
    public string Interval { get; init; } = ScoreDifference.Method;

    /// <summary>What makes the runs not comparable, where they were compared all the same; else empty.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>What was not compared, and why: suites and languages that one run alone has, or of which no problem has a verdict in both; null, and not written, where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NotCompared { get; init; }

    /// <summary>The suites and languages that both have, in the first run's order.</summary>
    public required IReadOnlyList<SuiteComparison> Comparisons { get; init; }
}
