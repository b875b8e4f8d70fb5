using CodeBench.Generation.Chat.Jinja.Functions;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Running;

/// <summary>Finds what belongs to a value: a.b asks for methods first, a["b"] for items.</summary>
/// <param name="rendering">The rendering.</param>
internal sealed class Members(Rendering rendering)
{
    /// <summary>a.b.</summary>
    /// <exception cref="JinjaException">The value is undefined, or the name is a method of Python's that is not known here.</exception>
    public object? OfName(object? owner, string name) => owner switch
    {
        UndefinedValue undefined => throw new JinjaException(undefined.Message),
        NamespaceValue space => space.Values.TryGetValue(name, out var value) ? value : Nothing(owner, name),
        LoopValue loop => loop.Member(name) is { } found ? found.Value : Nothing(owner, name),
        _ => Methods.Find(rendering, owner, name) ?? (owner is MappingValue mapping && mapping.TryGet(name, out var item) ? item : Nothing(owner, name)),
    };

    /// <summary>a[b].</summary>
    /// <exception cref="JinjaException">The value is undefined, or the key names a method of Python's that is not known here.</exception>
    public object? OfKey(object? owner, object? key)
    {
        if (owner is UndefinedValue undefined)
        {
            throw new JinjaException(undefined.Message);
        }

        var items = owner switch
        {
            string text when key is long or bool => PythonText.Characters(text),
            SequenceValue { Kind: not SequenceKind.View } sequence when key is long or bool => (IReadOnlyList<object?>)sequence.Items,
            _ => null,
        };
        if (items is not null)
        {
            rendering.Budget.Spend(owner is string ? items.Count : 1);
            var at = (long)Arithmetic.Number(key)!;
            at += at < 0 ? items.Count : 0;
            return at >= 0 && at < items.Count ? items[(int)at] : new UndefinedValue($"the {ValueText.TypeOf(owner)} has no item {at}");
        }

        return owner is MappingValue mapping && mapping.TryGet(key, out var value)
            ? value
            : key is string name
                ? OfName(owner, name)
                : new UndefinedValue($"the {ValueText.TypeOf(owner)} has no item {rendering.Text.Of(key)}");
    }

    /// <summary>a[b:c:d].</summary>
    /// <exception cref="JinjaException">The value cannot be sliced, or the limits are no whole numbers.</exception>
    public object? OfSlice(object? owner, object? start, object? stop, object? step)
    {
        if (owner is UndefinedValue undefined)
        {
            throw new JinjaException(undefined.Message);
        }

        IReadOnlyList<object?>? items = owner switch
        {
            string text => PythonText.Characters(text),
            SequenceValue { Kind: not SequenceKind.View } sequence => sequence.Items,
            _ => null,
        };
        if (items is null)
        {
            return new UndefinedValue($"the {ValueText.TypeOf(owner)} has no items that could be taken from it");
        }

        rendering.Budget.Spend(items.Count);
        var chosen = Chosen(items, Limit(start), Limit(stop), Limit(step) ?? 1);
        return owner is string ? string.Concat(chosen) : new SequenceValue(((SequenceValue)owner!).Kind, chosen);
    }

    private static List<object?> Chosen(IReadOnlyList<object?> items, long? start, long? stop, long step)
    {
        if (step == 0)
        {
            throw new JinjaException("the step of a slice cannot be zero");
        }

        var isForward = step > 0;
        var (least, most) = isForward ? (0L, (long)items.Count) : (-1L, items.Count - 1L);
        var at = start is null ? (isForward ? least : most) : Math.Clamp(FromEnd(start.Value), least, most);
        var end = stop is null ? (isForward ? most : least) : Math.Clamp(FromEnd(stop.Value), least, most);
        var chosen = new List<object?>();
        for (; isForward ? at < end : at > end; at += step)
        {
            chosen.Add(items[(int)at]);
        }

        return chosen;

        long FromEnd(long place) => place < 0 ? place + items.Count : place;
    }

    private static long? Limit(object? value) => value switch
    {
        null => null,
        long number => Math.Clamp(number, -int.MaxValue, int.MaxValue),
        bool truth => truth ? 1 : 0,
        _ => throw new JinjaException("the limits of a slice must be whole numbers"),
    };

    private static UndefinedValue Nothing(object? owner, string name) => new($"the {ValueText.TypeOf(owner)} has no member '{name}'");
}
