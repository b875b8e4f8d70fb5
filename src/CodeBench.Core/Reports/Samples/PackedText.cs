using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodeBench.Core.Executions;

namespace CodeBench.Core.Reports.Samples;

/// <summary>JSON as it stands in a page: packed (gzip, RFC 1952) and in base64 (RFC 4648), so that nothing in it is taken for HTML.</summary>
internal static class PackedText
{
    private static readonly JsonSerializerOptions Options = new(ResultJson.Line) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The JSON of a value, UTF-8.</summary>
    public static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Packs bytes.</summary>
    public static string Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
