using System.Buffers.Binary;
using System.Text.Json;
using CodeBench.Core.Faults;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace CodeBench.Generation.Weights;

/// <summary>
/// A .safetensors file: a 64-bit length, a JSON header of names, types, sizes and places, and the numbers. Nothing in it is
/// run, and nothing is read beyond what the header was checked for.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const long LongestHeader = 100 << 20;
    private readonly SafeFileHandle _file;

    private SafetensorsFile(string path, SafeFileHandle file, IReadOnlyDictionary<string, SafetensorsEntry> entries) =>
        (Path, _file, Entries) = (path, file, entries);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What it holds, by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="InvalidInputException">It is no such file, or is cut short; each tensor that is wrong is named.</exception>
    public static SafetensorsFile Open(string path)
    {
        var file = File.OpenHandle(path);
        try
        {
            return new SafetensorsFile(path, file, ReadHeader(path, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor, in the type that the file has it in; the caller disposes it.</summary>
    public Tensor Read(string name)
    {
        var entry = Entries[name];
        var tensor = empty([.. entry.Sizes], entry.Type);
        var bytes = tensor.bytes;
        for (var done = 0; done < bytes.Length;)
        {
            var count = RandomAccess.Read(_file, bytes[done..], entry.Start + done);
            done += count > 0 ? count : throw new InvalidInputException(new Fault(Path, null, name, "The file ends within this tensor."));
        }

        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static Dictionary<string, SafetensorsEntry> ReadHeader(string path, SafeFileHandle file)
    {
        Span<byte> prefix = stackalloc byte[8];
        var size = RandomAccess.GetLength(file);
        var length = RandomAccess.Read(file, prefix, 0) == prefix.Length ? BinaryPrimitives.ReadInt64LittleEndian(prefix) : -1;
        if (length is < 2 or > LongestHeader || length > size - prefix.Length)
        {
            throw new InvalidInputException(new Fault(path, null, null, "is no safetensors file, or is cut short: its header is not whole."));
        }

        var header = new byte[length];
        RandomAccess.Read(file, header, prefix.Length);
        try
        {
            using var json = JsonDocument.Parse(header);
            var faults = new FaultCollector();
            var entries = new Dictionary<string, SafetensorsEntry>();
            foreach (var item in json.RootElement.EnumerateObject().Where(item => item.Name != "__metadata__"))
            {
                if (SafetensorsEntry.TryRead(item.Value, prefix.Length + length, size, out var entry, out var error))
                {
                    entries[item.Name] = entry;
                }
                else
                {
                    faults.Add(new Fault(path, null, item.Name, error));
                }
            }

            faults.ThrowIfAny();
            return entries;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException(new Fault(path, null, null, "is no safetensors file: its header is no JSON object."));
        }
    }
}
