using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>The functions that every template sees.</summary>
internal static class Globals
{
    /// <summary>The functions, for one rendering.</summary>
    public static IReadOnlyList<FunctionValue> Of(Rendering rendering) =>
    [
        new("range", arguments => Range(rendering, arguments)),
        new("namespace", Namespace),
        new("dict", Dict),
        new("raise_exception", Refuse),
        new("strftime_now", arguments => Date(rendering, arguments)),
    ];

    private static SequenceValue Range(Rendering rendering, CallArguments arguments)
    {
        var first = arguments.TakeNumberOrNone("start") ?? throw arguments.Wrong("start", "a whole number");
        var (start, stop) = arguments.TakeNumberOrNone("stop") is { } end ? (first, end) : (0, first);
        var step = arguments.TakeNumberOrNone("step") ?? 1;
        arguments.End();
        if (step == 0)
        {
            throw new JinjaException("the step of range cannot be zero");
        }

        var count = Math.Max(0, Math.Ceiling(((double)stop - start) / step));
        rendering.Budget.RequireItems((long)Math.Min(count, int.MaxValue));
        return new SequenceValue(SequenceKind.Range, [.. Enumerable.Range(0, (int)count).Select(i => (object?)(start + (i * step)))]);
    }

    private static NamespaceValue Namespace(CallArguments arguments)
    {
        var space = new NamespaceValue();
        foreach (var (key, value) in Dict(arguments).Pairs)
        {
            space.Values[key as string ?? throw new JinjaException("the names of a namespace are texts")] = value;
        }

        return space;
    }

    private static MappingValue Dict(CallArguments arguments)
    {
        var mapping = new MappingValue();
        var source = arguments.TakeRest().ToList();
        if (source is [MappingValue other])
        {
            Fill(mapping, other.Pairs.Select(pair => ((object?)pair.Key, pair.Value)));
        }
        else if (source is [var items])
        {
            Fill(mapping, Iteration.Of(items).Select(item => Iteration.ListOf(item) is [var key, var value]
                ? (key, value)
                : throw new JinjaException($"{arguments.Owner} is made of pairs")));
        }

        Fill(mapping, arguments.TakeNamed().Select(pair => ((object?)pair.Key, pair.Value)));
        return source.Count <= 1 ? mapping : throw new JinjaException($"{arguments.Owner} is made of one mapping or list");
    }

    private static void Fill(MappingValue mapping, IEnumerable<(object? Key, object? Value)> pairs)
    {
        foreach (var (key, value) in pairs)
        {
            mapping.Set(key, value);
        }
    }

    private static object Refuse(CallArguments arguments) =>
        throw new JinjaException($"the template refuses this conversation: {arguments.Take("message", "no reason is given")}");

    private static string Date(Rendering rendering, CallArguments arguments)
    {
        var format = arguments.TakeText("format");
        arguments.End();
        return DateText.Of(rendering.Now, format);
    }
}
