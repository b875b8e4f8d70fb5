using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Weights;

/// <summary>Where a tensor lies in a .safetensors file.</summary>
/// <param name="TypeName">The type of its numbers, as the file has it: F32, F16, BF16, and others that are not understood.</param>
/// <param name="Sizes">Its sizes, the outermost first.</param>
/// <param name="Start">Where its first byte is, from the start of the file.</param>
/// <param name="End">Where its last byte ends.</param>
public sealed record SafetensorsEntry(string TypeName, IReadOnlyList<long> Sizes, long Start, long End)
{
    private const string Form = "its entry in the header is not of the form {\"dtype\", \"shape\", \"data_offsets\"}.";

    /// <summary>The type of its numbers; null where it is not understood.</summary>
    public ScalarType? Type => TypeName switch
    {
        "F32" => ScalarType.Float32,
        "F16" => ScalarType.Float16,
        "BF16" => ScalarType.BFloat16,
        _ => null,
    };

    /// <summary>Reads an entry of the header.</summary>
    /// <param name="value">The entry.</param>
    /// <param name="data">Where the numbers begin in the file.</param>
    /// <returns>The entry, or what is wrong with it.</returns>
    public static (SafetensorsEntry? Entry, string Error) Read(JsonElement value, long data)
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out var dtype)
            || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out var shape)
            || Numbers(shape) is not { } sizes
            || !value.TryGetProperty("data_offsets", out var offsets)
            || Numbers(offsets) is not [var start, var end])
        {
            return (null, Form);
        }

        var entry = new SafetensorsEntry(dtype.GetString()!, sizes, data + start, data + end);
        return entry.HasRoom() ? (entry, "") : (null, $"has {end - start} bytes, which is not what its sizes and its type make.");
    }

    private bool HasRoom()
    {
        if (End < Start)
        {
            return false;
        }

        var count = Sizes.Aggregate(UInt128.One, (product, size) => product > long.MaxValue ? product : product * (ulong)size);
        return Type is not { } type || count * (uint)type.ElementSize() == (ulong)(End - Start);
    }

    // Whole numbers of 0 or more, none so large that sums of them could overflow.
    private static List<long>? Numbers(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var numbers = new List<long>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number is < 0 or > long.MaxValue / 4)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
