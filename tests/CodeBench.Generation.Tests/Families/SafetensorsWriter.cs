using System.Text.Json.Nodes;

namespace CodeBench.Generation.Tests.Families;

/// <summary>Writes files in the safetensors format.</summary>
internal static class SafetensorsWriter
{
    public static void Write(string path, IReadOnlyList<TinyTensor> tensors)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject { ["format"] = "pt" } };
        long end = 0;
        foreach (var tensor in tensors)
        {
            var start = end;
            end += tensor.ToBytes().Length;
            header[tensor.Name] = new JsonObject
            {
                ["dtype"] = tensor.Type,
                ["shape"] = new JsonArray([.. tensor.Sizes.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(start, end),
            };
        }

        WriteRaw(path, header.ToJsonString(), [.. tensors.SelectMany(tensor => tensor.ToBytes())]);
    }

    /// <summary>Writes a header as it is, and whatever bytes behind it.</summary>
    public static void WriteRaw(string path, string header, byte[] data)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(header);
        using var file = File.Create(path);
        file.Write(BitConverter.GetBytes((long)text.Length));
        file.Write(text);
        file.Write(data);
    }
}
