namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>A mapping, in the order in which it was filled.</summary>
internal sealed class MappingValue
{
    private readonly OrderedDictionary<object, object?> _values = [];

    /// <summary>How many keys it has.</summary>
    public int Count => _values.Count;

    /// <summary>Keys and values.</summary>
    public IEnumerable<KeyValuePair<object, object?>> Pairs => _values;

    /// <summary>Looks a key up.</summary>
    /// <returns>Whether it is there.</returns>
    public bool TryGet(object? key, out object? value)
    {
        value = null;
        return KeyOf(key) is { } known && _values.TryGetValue(known, out value);
    }

    /// <summary>Sets a key.</summary>
    /// <exception cref="JinjaException">The key is no text and no number.</exception>
    public void Set(object? key, object? value) =>
        _values[KeyOf(key) ?? throw new JinjaException("only texts and numbers may be keys of a mapping")] = value;

    // Python's 1, 1.0 and True are the same key.
    private static object? KeyOf(object? key) => key switch
    {
        string or long => key,
        bool truth => truth ? 1L : 0L,
        double number when Math.Floor(number) == number && Math.Abs(number) < long.MaxValue => (long)number,
        double => key,
        _ => null,
    };
}
