using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using static TorchSharp.torch;

namespace CodeBench.Generation.Weights;

/// <summary>Where a tensor lies in a .safetensors file.</summary>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Sizes">Its sizes, the outermost first.</param>
/// <param name="Start">Where its first byte is, from the start of the file.</param>
public sealed record SafetensorsEntry(ScalarType Type, IReadOnlyList<long> Sizes, long Start)
{
    /// <summary>Reads an entry of the header.</summary>
    /// <param name="value">The entry.</param>
    /// <param name="data">Where the numbers begin in the file.</param>
    /// <param name="fileSize">How long the file is.</param>
    /// <param name="entry">The entry, where the result is true.</param>
    /// <param name="error">What is wrong with it, where it is false.</param>
    public static bool TryRead(
        JsonElement value, long data, long fileSize, [NotNullWhen(true)] out SafetensorsEntry? entry, [NotNullWhen(false)] out string? error)
    {
        entry = null;
        error = "its entry in the header is not of the form {\"dtype\", \"shape\", \"data_offsets\"}.";
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out var dtype)
            || !value.TryGetProperty("shape", out var shape)
            || !value.TryGetProperty("data_offsets", out var offsets)
            || offsets.GetArrayLength() != 2)
        {
            return false;
        }

        (ScalarType Type, int Bytes)? type = dtype.GetString() switch
        {
            "F32" => (ScalarType.Float32, 4),
            "F16" => (ScalarType.Float16, 2),
            "BF16" => (ScalarType.BFloat16, 2),
            _ => null,
        };
        if (type is null)
        {
            error = $"has the type {dtype.GetString()}; F32, F16 and BF16 are understood.";
            return false;
        }

        var sizes = shape.EnumerateArray().Select(size => size.GetInt64()).ToList();
        var (start, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (start < 0 || end - start != sizes.Aggregate(1L, (product, size) => product * size) * type.Value.Bytes)
        {
            error = "its place in the file does not fit its sizes.";
            return false;
        }

        if (data + end > fileSize)
        {
            error = "lies beyond the end of the file: the file is cut short.";
            return false;
        }

        (entry, error) = (new SafetensorsEntry(type.Value.Type, sizes, data + start), null);
        return true;
    }
}
