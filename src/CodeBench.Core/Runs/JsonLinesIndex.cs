using Microsoft.Win32.SafeHandles;

namespace CodeBench.Core.Runs;

/// <summary>The lines of a file by their keys, in whatever order: their places are in memory, a line is read when it is asked for.</summary>
/// <typeparam name="TKey">What a line is found by.</typeparam>
/// <typeparam name="TLine">What a line says.</typeparam>
internal sealed class JsonLinesIndex<TKey, TLine> : IDisposable
    where TKey : notnull
    where TLine : class
{
    private readonly Dictionary<TKey, LinePlace> _places = [];
    private readonly JsonLinesFile<TLine> _file;
    private readonly SafeFileHandle? _handle;
    private byte[] _buffer = [];

    /// <summary>Reads the file through once.</summary>
    /// <param name="file">The file; it need not exist.</param>
    /// <param name="key">A line's key; of several lines with the same the last is found.</param>
    /// <exception cref="Faults.InvalidInputException">A line is damaged.</exception>
    public JsonLinesIndex(JsonLinesFile<TLine> file, Func<TLine, TKey> key)
    {
        _file = file;
        foreach (var (line, place) in file.ReadPlaces())
        {
            _places[key(line)] = place;
        }

        _handle = file.Exists ? File.OpenHandle(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : null;
    }

    /// <summary>The line of a key; null where there is none.</summary>
    /// <exception cref="Faults.InvalidInputException">The line has been damaged since.</exception>
    public TLine? Find(TKey key)
    {
        if (_handle is null || !_places.TryGetValue(key, out var place))
        {
            return null;
        }

        if (_buffer.Length < place.Length)
        {
            _buffer = new byte[Math.Max(place.Length, 2 * _buffer.Length)];
        }

        var line = _buffer.AsSpan(0, place.Length);
        var read = 0;
        while (read < line.Length && RandomAccess.Read(_handle, line[read..], place.Start + read) is var count and > 0)
        {
            read += count;
        }

        return _file.Parse(line[..read], place.Number);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle?.Dispose();
}
