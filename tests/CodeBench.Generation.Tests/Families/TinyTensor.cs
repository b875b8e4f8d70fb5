using System.Buffers.Binary;

namespace CodeBench.Generation.Tests.Families;

/// <summary>A tensor of a tiny checkpoint: its numbers are those that its type can hold.</summary>
internal sealed record TinyTensor(string Name, long[] Sizes, string Type, float[] Values)
{
    /// <summary>A tensor whose numbers are rounded to a type of the safetensors format.</summary>
    public static TinyTensor Rounded(string name, long[] sizes, string type, IEnumerable<double> values) =>
        new(name, sizes, type, [.. values.Select(value => Round((float)value, type))]);

    /// <summary>The numbers as the file has them.</summary>
    public byte[] ToBytes()
    {
        var size = Type == "F32" ? 4 : 2;
        var bytes = new byte[Values.Length * size];
        for (var i = 0; i < Values.Length; i++)
        {
            var place = bytes.AsSpan(i * size);
            switch (Type)
            {
                case "F32":
                    BinaryPrimitives.WriteSingleLittleEndian(place, Values[i]);
                    break;
                case "F16":
                    BinaryPrimitives.WriteHalfLittleEndian(place, (Half)Values[i]);
                    break;
                default:
                    BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)(BitConverter.SingleToUInt32Bits(Values[i]) >> 16));
                    break;
            }
        }

        return bytes;
    }

    // A bfloat16 is the upper half of a float32; cut, not rounded to the nearest, is good enough for random numbers.
    private static float Round(float value, string type) => type switch
    {
        "F16" => (float)(Half)value,
        "BF16" => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & 0xffff0000),
        _ => value,
    };
}
