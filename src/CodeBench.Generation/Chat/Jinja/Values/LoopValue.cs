namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>What the name "loop" stands for inside of a loop.</summary>
/// <param name="items">All that the loop goes over.</param>
internal sealed class LoopValue(IReadOnlyList<object?> items)
{
    private object?[]? _last;

    /// <summary>The number of the current item, counted from 0.</summary>
    public int Index { get; set; }

    /// <summary>A member; null where there is none of this name.</summary>
    public Found? Member(string name) => name switch
    {
        "index" => new Found((long)Index + 1),
        "index0" => new Found((long)Index),
        "revindex" => new Found((long)items.Count - Index),
        "revindex0" => new Found((long)items.Count - Index - 1),
        "first" => new Found(Index == 0),
        "last" => new Found(Index == items.Count - 1),
        "length" => new Found((long)items.Count),
        "previtem" => new Found(Index > 0 ? items[Index - 1] : new UndefinedValue("there is no previous item")),
        "nextitem" => new Found(Index + 1 < items.Count ? items[Index + 1] : new UndefinedValue("there is no next item")),
        // Only a recursive loop has a depth of its own.
        "depth" => new Found(1L),
        "depth0" => new Found(0L),
        "cycle" => new Found(new FunctionValue("loop.cycle", Cycle)),
        "changed" => new Found(new FunctionValue("loop.changed", arguments => Changed(arguments))),
        _ => null,
    };

    private object? Cycle(CallArguments arguments)
    {
        var values = arguments.TakeRest().ToList();
        return values.Count > 0 ? values[Index % values.Count] : throw new JinjaException("loop.cycle needs something to go through");
    }

    private bool Changed(CallArguments arguments)
    {
        object?[] values = [.. arguments.TakeRest()];
        var changed = _last is null || !values.SequenceEqual(_last);
        _last = values;
        return changed;
    }

    /// <summary>A member that is there, whatever its value.</summary>
    /// <param name="Value">The value.</param>
    internal sealed record Found(object? Value);
}
