using System.Text.Json;
using System.Text.Json.Serialization;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>Verdicts as their words.</summary>
internal sealed class VerdictConverter : JsonConverter<Verdict>
{
    public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var word = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return VerdictWords.TryParse(word, out var verdict)
            ? verdict
            : throw new JsonException($"{word ?? "This"} is no verdict. {Suggestion.For(word ?? "", VerdictWords.All.Select(VerdictWords.ToWord))}");
    }

    public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToWord());
}
