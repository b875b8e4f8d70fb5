namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Values in a row.</summary>
/// <param name="kind">Which of Python's sequences it is.</param>
/// <param name="items">The values.</param>
internal sealed class SequenceValue(SequenceKind kind, List<object?> items)
{
    /// <summary>Which of Python's sequences it is.</summary>
    public SequenceKind Kind => kind;

    /// <summary>The values.</summary>
    public List<object?> Items => items;

    /// <summary>A list.</summary>
    public static SequenceValue List(IEnumerable<object?> items) => new(SequenceKind.List, [.. items]);

    /// <summary>A tuple.</summary>
    public static SequenceValue Tuple(params IEnumerable<object?> items) => new(SequenceKind.Tuple, [.. items]);
}
