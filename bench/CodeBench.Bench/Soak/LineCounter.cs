namespace CodeBench.Bench.Soak;

/// <summary>Counts the lines of a file that grows.</summary>
/// <param name="path">The file; it need not be there yet.</param>
internal sealed class LineCounter(string path)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _read;
    private int _lines;

    /// <summary>How many lines are finished by now; only what is new is read.</summary>
    public int Count()
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) { Position = _read };
        for (var count = file.Read(_buffer); count > 0; count = file.Read(_buffer))
        {
            _lines += _buffer.AsSpan(0, count).Count((byte)'\n');
            _read += count;
        }

        return _lines;
    }
}
