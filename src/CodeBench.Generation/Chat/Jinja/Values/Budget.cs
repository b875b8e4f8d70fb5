namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Bounds what one rendering may do, so that no template hangs us or fills the memory.</summary>
internal sealed class Budget
{
    /// <summary>The longest text that may come to be, in UTF-16 units.</summary>
    public const int MostText = 1 << 24;

    /// <summary>The longest list that may come to be at once.</summary>
    public const int MostItems = 100_000;

    // Real templates need some ten thousand for a long conversation; all of it takes a second or two.
    private const long MostWork = 20_000_000;

    private const int TextPerWork = 16;

    private long _work;

    /// <summary>Counts work.</summary>
    /// <exception cref="JinjaException">It is too much.</exception>
    public void Spend(long work)
    {
        _work += work;
        if (_work > MostWork)
        {
            throw new JinjaException("the template does too much work: it may hang");
        }
    }

    /// <summary>Counts the work of looking at a value once.</summary>
    /// <exception cref="JinjaException">It is too much.</exception>
    public void SpendOn(object? value) => Spend(1 + value switch
    {
        string text => text.Length / TextPerWork,
        SequenceValue sequence => sequence.Items.Count,
        MappingValue mapping => mapping.Count,
        _ => 0,
    });

    /// <summary>Asks for room for a text before it is made.</summary>
    /// <exception cref="JinjaException">It is too long.</exception>
    public void RequireText(long length)
    {
        if (length > MostText)
        {
            throw new JinjaException($"a text would be longer than {MostText} characters");
        }

        Spend(length / TextPerWork);
    }

    /// <summary>Asks for room for a list before it is made.</summary>
    /// <exception cref="JinjaException">It is too long.</exception>
    public void RequireItems(long count)
    {
        if (count > MostItems)
        {
            throw new JinjaException($"a list would have more than {MostItems} items");
        }

        Spend(count);
    }
}
