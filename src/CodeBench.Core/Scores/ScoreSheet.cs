using System.Text.Json.Serialization;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Scores;

/// <summary>The document scores.json.</summary>
public record ScoreSheet
{
    /// <summary>The version of the document's form.</summary>
    public int Schema { get; init; } = FileSchema.Current;

    /// <summary>The method of the intervals low to high.</summary>
    public string Interval { get; init; } = ScoreInterval.Method;

    /// <summary>The scores, in the order in which suites and languages first appeared.</summary>
    public required IReadOnlyList<SuiteScore> Scores { get; init; }

    /// <summary>For suites in several languages the average over them; null, and not written, where there is no such suite.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LanguageAverage>? Averages { get; init; }

    /// <summary>How far scores go apart under variants of the prompts; null where the run has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PromptSpread>? Spreads { get; init; }

    /// <summary>How many executions are sandbox faults.</summary>
    public required int Faults { get; init; }
}
