using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodeBench.Core.Executions;

/// <summary>Times as whole milliseconds.</summary>
internal sealed class MillisecondsConverter : JsonConverter<TimeSpan>
{
    private static readonly long Most = (long)TimeSpan.MaxValue.TotalMilliseconds;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt64() is var milliseconds && milliseconds >= -Most && milliseconds <= Most
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new JsonException($"{milliseconds} is no time in milliseconds.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)Math.Round(value.TotalMilliseconds));
}
