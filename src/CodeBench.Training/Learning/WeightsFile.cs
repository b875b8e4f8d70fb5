using System.Buffers.Binary;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace CodeBench.Training.Learning;

/// <summary>Writes weights as float32 in the safetensors format: a length, a JSON header, then the bytes of the tensors one after the other.</summary>
public static class WeightsFile
{
    private const int Alignment = 8;

    /// <summary>Writes a file anew, tensors in the order given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Float32 tensors on the CPU by name.</param>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject { ["format"] = "pt" } };
        long offset = 0;
        foreach (var (name, tensor) in tensors)
        {
            var end = offset + (tensor.numel() * sizeof(float));
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. tensor.shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        var text = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
        var padded = (text.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        using var stream = File.Create(path);
        stream.Write(length);
        stream.Write(text);
        stream.Write(Enumerable.Repeat((byte)' ', padded - text.Length).ToArray());
        foreach (var tensor in tensors.Values)
        {
            using var plain = tensor.detach().contiguous();
            stream.Write(plain.bytes);
        }
    }
}
