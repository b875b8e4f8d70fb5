namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Values that come one by one and once only, as filters such as select give them: always true, and without a length.</summary>
/// <param name="items">The values.</param>
internal sealed class StreamValue(IEnumerable<object?> items)
{
    private readonly Queue<object?> _items = new(items);

    /// <summary>The values that were not taken yet; each is taken by being looked at.</summary>
    public IEnumerable<object?> Take()
    {
        while (_items.TryDequeue(out var item))
        {
            yield return item;
        }
    }
}
