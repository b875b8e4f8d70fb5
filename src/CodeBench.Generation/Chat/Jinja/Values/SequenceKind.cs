namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Which of Python's sequences a sequence is.</summary>
internal enum SequenceKind
{
    /// <summary>[1, 2].</summary>
    List,

    /// <summary>(1, 2).</summary>
    Tuple,

    /// <summary>range(1, 3).</summary>
    Range,

    /// <summary>What keys(), values() and items() of a mapping give: no item has a number.</summary>
    View,
}
