using System.Text.Json;

namespace CodeBench.Core.Executions;

/// <summary>How executions and scores are written to files: snake_case names, verdicts as words, times in ms, sizes in bytes.</summary>
public static class ResultJson
{
    /// <summary>One line of JSON, as in executions.jsonl.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    /// <summary>Indented JSON, as in scores.json.</summary>
    public static JsonSerializerOptions Document { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented) =>
        new() { WriteIndented = indented, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
