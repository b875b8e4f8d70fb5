using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeBench.Core.Executions;

/// <summary>
/// How executions and scores are written to files: snake_case names, verdicts as words, times in ms, sizes in bytes. Reading is
/// strict.
/// </summary>
public static class ResultJson
{
    /// <summary>One line of JSON, as in executions.jsonl.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    /// <summary>Indented JSON, as in scores.json.</summary>
    public static JsonSerializerOptions Document { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = indented,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,

            // The files are read by people too: only what JSON itself demands is escaped.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            Converters = { new VerdictConverter(), new MillisecondsConverter(), new ByteSizeConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
