using System.Text.Json;
using System.Text.Json.Serialization;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Executions;

/// <summary>Sizes as counts of bytes.</summary>
internal sealed class ByteSizeConverter : JsonConverter<ByteSize>
{
    public override ByteSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, ByteSize value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Bytes);
}
