using System.Text.Encodings.Web;
using System.Text.Json;
using CodeBench.Core.Executions;

namespace CodeBench.Core.Runs;

/// <summary>How a run's files are written: as executions and scores are, with code readable as it is.</summary>
internal static class RunJson
{
    /// <summary>One line of JSON.</summary>
    public static JsonSerializerOptions Line { get; } = new(ResultJson.Line) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An indented document.</summary>
    public static JsonSerializerOptions Document { get; } = new(ResultJson.Document) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
