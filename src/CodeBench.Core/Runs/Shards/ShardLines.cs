using CodeBench.Core.Faults;
using Microsoft.Win32.SafeHandles;

namespace CodeBench.Core.Runs.Shards;

/// <summary>
/// The lines of one kind of file of all shards, in the order of the whole: by suite, problem, sample. Only where they stand is in memory; they are copied byte for
/// byte when the whole is written.
/// </summary>
internal sealed class ShardLines
{
    private readonly List<ShardLine> _lines = [];
    private readonly IReadOnlyList<string> _files;

    private ShardLines(IReadOnlyList<string> files) => _files = files;

    /// <summary>The lines, in their order.</summary>
    public IReadOnlyList<ShardLine> Lines => _lines;

    /// <summary>Reads each file through once.</summary>
    /// <param name="files">The files, by the numbers of their shards; they need not exist.</param>
    /// <param name="key">Whose a line is.</param>
    /// <param name="problems">Where problems stand in the whole.</param>
    /// <param name="faults">Takes what is wrong: damaged lines, lines of problems that a shard does not ask, lines that are there twice.</param>
    public static ShardLines Read<T>(IReadOnlyList<JsonLinesFile<T>> files, Func<T, SampleKey> key, ShardProblems problems, FaultCollector faults)
    {
        var lines = new ShardLines([.. files.Select(file => file.Path)]);
        foreach (var (shard, file) in files.Index())
        {
            _ = faults.Try(() => lines.Add(file, shard, key, problems, faults));
        }

        lines._lines.Sort();
        foreach (var (before, line) in lines._lines.Zip(lines._lines.Skip(1)).Where(pair => pair.First.IsAbout(pair.Second)))
        {
            faults.Add(new Fault(
                files[line.Shard].Path, Math.Max(before.Place.Number, line.Place.Number), null, $"sample {line.Sample} of its problem is there already: delete one of the lines"));
        }

        return lines;
    }

    /// <summary>Reads the lines in their order.</summary>
    /// <param name="parse">Makes something of a line.</param>
    public IEnumerable<T> Select<T>(Func<ShardLine, ReadOnlyMemory<byte>, T> parse)
    {
        var handles = _files.Select(file => File.Exists(file) ? File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : null).ToList();
        try
        {
            var buffer = Array.Empty<byte>();
            foreach (var line in _lines)
            {
                if (buffer.Length < line.Place.Length)
                {
                    buffer = new byte[Math.Max(line.Place.Length, 2 * buffer.Length)];
                }

                var bytes = buffer.AsMemory(0, line.Place.Length);
                Fill(handles[line.Shard]!, bytes.Span, line.Place.Start);
                yield return parse(line, bytes);
            }
        }
        finally
        {
            handles.ForEach(handle => handle?.Dispose());
        }
    }

    /// <summary>Writes them as one file.</summary>
    public void WriteTo(string path) => AtomicFile.Write(path, stream =>
    {
        foreach (var _ in Select((_, bytes) => Copy(bytes, stream)))
        {
        }
    });

    private ShardLines Add<T>(JsonLinesFile<T> file, int shard, Func<T, SampleKey> key, ShardProblems problems, FaultCollector faults)
    {
        foreach (var (line, place) in file.ReadPlaces())
        {
            if (problems.Find(key(line), shard, place) is { } found)
            {
                _lines.Add(found);
            }
            else
            {
                faults.Add(new Fault(file.Path, place.Number, key(line).TaskId, "the shard asks no such problem"));
            }
        }

        return this;
    }

    private static int Copy(ReadOnlyMemory<byte> line, Stream to)
    {
        to.Write(line.Span);
        to.WriteByte((byte)'\n');
        return line.Length;
    }

    private static void Fill(SafeFileHandle handle, Span<byte> line, long start)
    {
        for (var read = 0; read < line.Length;)
        {
            var count = RandomAccess.Read(handle, line[read..], start + read);
            read += count > 0 ? count : throw new EndOfStreamException("A file of a shard became shorter while it was read.");
        }
    }
}
