using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Weights;

/// <summary>
/// A .safetensors file: a 64-bit length, a JSON header of names, types, sizes and places, and the numbers. Nothing in it is
/// run, and nothing is read beyond what the header was checked for. Its tensors are mapped into memory piece by piece.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const long LongestHeader = 100 << 20;
    private readonly MemoryMappedFile _map;

    private SafetensorsFile(string path, MemoryMappedFile map, IReadOnlyDictionary<string, SafetensorsEntry> entries) =>
        (Path, _map, Entries) = (path, map, entries);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What it holds, by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="InvalidInputException">It is no such file, or is cut short; each tensor that is wrong is named.</exception>
    public static SafetensorsFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var entries = ReadHeader(path, stream);
            return new SafetensorsFile(
                path, MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false), entries);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Copies a piece of the file, which is mapped into memory for that time.</summary>
    /// <param name="start">Its first byte.</param>
    /// <param name="target">Where it goes; its length says how many bytes.</param>
    public void Copy(long start, Span<byte> target)
    {
        using var view = _map.CreateViewAccessor(start, target.Length, MemoryMappedFileAccess.Read);
        // A view begins at a page's border, which may be before the bytes that were asked for.
        view.SafeMemoryMappedViewHandle.ReadSpan((ulong)view.PointerOffset, target);
    }

    /// <inheritdoc/>
    public void Dispose() => _map.Dispose();

    private static Dictionary<string, SafetensorsEntry> ReadHeader(string path, FileStream stream)
    {
        Span<byte> prefix = stackalloc byte[8];
        var length = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) == prefix.Length
            ? BinaryPrimitives.ReadInt64LittleEndian(prefix)
            : -1;
        if (length is < 2 or > LongestHeader || length > stream.Length - prefix.Length)
        {
            throw new InvalidInputException(new Fault(path, null, null, "is no safetensors file, or is cut short: its header is not whole."));
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return ReadEntries(path, json.RootElement, prefix.Length + length, stream.Length);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException(new Fault(path, null, null, "is no safetensors file: its header is no JSON object."));
        }
    }

    private static Dictionary<string, SafetensorsEntry> ReadEntries(string path, JsonElement header, long data, long size)
    {
        var faults = new FaultCollector();
        var entries = new Dictionary<string, SafetensorsEntry>();
        foreach (var item in header.EnumerateObject().Where(item => item.Name != "__metadata__"))
        {
            var (entry, error) = SafetensorsEntry.Read(item.Value, data);
            if (entry is null)
            {
                faults.Add(new Fault(path, null, item.Name, error));
            }
            else
            {
                entries.Add(item.Name, entry);
            }
        }

        CheckPlaces(path, entries, data, size, faults);
        faults.ThrowIfAny();
        return entries;
    }

    // The tensors lie behind one another and fill the file: two that overlap, a gap or a rest mean that the header is not of these numbers.
    private static void CheckPlaces(string path, Dictionary<string, SafetensorsEntry> entries, long data, long size, FaultCollector faults)
    {
        var end = data;
        var ordered = entries.OrderBy(item => item.Value.Start).ThenBy(item => item.Value.End).ToList();
        var beyond = ordered.Where(item => item.Value.End > size).ToList();
        if (beyond.Count > 0)
        {
            var needed = ordered.Max(item => item.Value.End);
            var others = beyond.Count == 1 ? "" : $", and so do {beyond.Count - 1} others";
            faults.Add(new Fault(
                path, null, beyond[0].Key, $"lies beyond the end of the file{others}: the file is cut short, it has {size} of {needed} bytes."));
            return;
        }

        foreach (var (name, entry) in ordered)
        {
            if (entry.Start != end && faults.IsEmpty)
            {
                faults.Add(new Fault(path, null, name, entry.Start < end ? "lies over the tensor before it." : "has a gap before it."));
            }

            end = entry.End;
        }

        if (end != size && faults.IsEmpty)
        {
            faults.Add(new Fault(path, null, null, $"has {size - end} bytes behind its last tensor."));
        }
    }
}
