namespace CodeBench.Generation.Tokens;

/// <summary>The bytes of every id.</summary>
internal sealed class TokenBytes
{
    private readonly byte[]?[] _bytes;

    /// <summary>A table of these; ids that are not in it give no bytes.</summary>
    public TokenBytes(IReadOnlyDictionary<int, byte[]> bytes)
    {
        _bytes = new byte[]?[bytes.Count == 0 ? 0 : bytes.Keys.Max() + 1];
        foreach (var (id, own) in bytes)
        {
            _bytes[id] = own;
        }
    }

    /// <summary>One more than the highest id.</summary>
    public int Count => _bytes.Length;

    /// <summary>The bytes of an id; none for one that is not in the table.</summary>
    public ReadOnlySpan<byte> this[int id] => (uint)id < (uint)_bytes.Length ? _bytes[id] : default;
}
