using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Methods of lists and tuples.</summary>
internal static class ListMethods
{
    /// <summary>A method by name; null where it is not known.</summary>
    public static Func<CallArguments, object?>? Find(Rendering rendering, SequenceValue list, string name) => name switch
    {
        "count" => arguments => Count(rendering, list, arguments.Take("value")),
        "index" => arguments => Index(rendering, list, arguments.Take("value")),
        "append" when list.Kind == SequenceKind.List => arguments => Add(rendering, list, [arguments.Take("object")]),
        "extend" when list.Kind == SequenceKind.List => arguments => Add(rendering, list, Iteration.ListOf(arguments.Take("iterable"))),
        "insert" when list.Kind == SequenceKind.List => arguments => Insert(rendering, list, arguments),
        "pop" when list.Kind == SequenceKind.List => arguments => Pop(list, arguments),
        _ => null,
    };

    private static long Count(Rendering rendering, SequenceValue list, object? value) =>
        list.Items.Count(item => rendering.Comparison.AreEqual(item, value));

    private static long Index(Rendering rendering, SequenceValue list, object? value)
    {
        var at = list.Items.FindIndex(item => rendering.Comparison.AreEqual(item, value));
        return at >= 0 ? at : throw new JinjaException("the value is not in the list");
    }

    private static object? Add(Rendering rendering, SequenceValue list, List<object?> items)
    {
        rendering.Budget.RequireItems((long)list.Items.Count + items.Count);
        list.Items.AddRange(items);
        return null;
    }

    private static object? Insert(Rendering rendering, SequenceValue list, CallArguments arguments)
    {
        var at = arguments.TakeNumberOrNone("index") ?? throw arguments.Wrong("index", "a whole number");
        rendering.Budget.RequireItems(list.Items.Count + 1L);
        list.Items.Insert((int)Math.Clamp(at < 0 ? at + list.Items.Count : at, 0, list.Items.Count), arguments.Take("object"));
        return null;
    }

    private static object? Pop(SequenceValue list, CallArguments arguments)
    {
        var at = arguments.TakeNumberOrNone("index") ?? -1;
        at += at < 0 ? list.Items.Count : 0;
        if (at < 0 || at >= list.Items.Count)
        {
            throw new JinjaException("there is no such item to be taken out of the list");
        }

        var item = list.Items[(int)at];
        list.Items.RemoveAt((int)at);
        return item;
    }
}
