using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Filters over lists and mappings.</summary>
internal static class SequenceFilters
{
    /// <summary>The filters by name.</summary>
    public static IReadOnlyDictionary<string, Func<Rendering, object?, CallArguments, object?>> All { get; } =
        new Dictionary<string, Func<Rendering, object?, CallArguments, object?>>
        {
            ["length"] = (_, input, _) => Length(input),
            ["count"] = (_, input, _) => Length(input),
            ["default"] = Default,
            ["d"] = Default,
            ["first"] = (_, input, _) => Iteration.Of(input).Append(new UndefinedValue("there is no first item: it is empty")).First(),
            ["last"] = (_, input, _) => Iteration.Of(input).Prepend(new UndefinedValue("there is no last item: it is empty")).Last(),
            ["list"] = (_, input, _) => SequenceValue.List(Iteration.Of(input)),
            ["items"] = (_, input, _) => Items(input),
            ["join"] = Join,
            ["reverse"] = (_, input, _) => Reverse(input),
            ["sort"] = Sort,
            ["dictsort"] = SortPairs,
            ["unique"] = Unique,
            ["sum"] = Sum,
            ["min"] = (rendering, input, arguments) => Outermost(rendering, input, arguments, 1),
            ["max"] = (rendering, input, arguments) => Outermost(rendering, input, arguments, -1),
        };

    private static long Length(object? input) =>
        Iteration.Length(input) ?? throw new JinjaException($"{ValueText.TypeOf(input)} has no length");

    private static object? Default(Rendering rendering, object? input, CallArguments arguments)
    {
        var otherwise = arguments.Take("default_value", "");
        var alsoFalse = arguments.TakeTruth("boolean", false);
        return input is UndefinedValue || (alsoFalse && !Truth.Of(input)) ? otherwise : input;
    }

    private static StreamValue Items(object? input) => input switch
    {
        MappingValue mapping => new StreamValue(mapping.Pairs.Select(pair => SequenceValue.Tuple(pair.Key, pair.Value))),
        UndefinedValue => new StreamValue([]),
        _ => throw new JinjaException($"only a mapping has pairs, not {ValueText.TypeOf(input)}"),
    };

    private static string Join(Rendering rendering, object? input, CallArguments arguments)
    {
        var separator = rendering.Text.Of(arguments.Take("d", ""));
        var pick = Attributes.Picker(rendering, arguments);
        var text = new BoundedText(rendering.Budget);
        var isFirst = true;
        foreach (var item in Iteration.Of(input))
        {
            text.Append(isFirst ? "" : separator).Append(rendering.Text.Of(pick(item)));
            isFirst = false;
        }

        return text.ToString();
    }

    private static object Reverse(object? input) => input switch
    {
        string text => string.Concat(PythonText.Characters(text).Reverse()),
        _ => new StreamValue(Iteration.ListOf(input).AsEnumerable().Reverse()),
    };

    private static SequenceValue Sort(Rendering rendering, object? input, CallArguments arguments)
    {
        var isReverse = arguments.TakeTruth("reverse", false);
        var withCase = arguments.TakeTruth("case_sensitive", false);
        var pick = Attributes.Picker(rendering, arguments);
        return SequenceValue.List(Ordered(rendering, Iteration.ListOf(input), item => Attributes.Key(pick(item), withCase), isReverse));
    }

    private static SequenceValue SortPairs(Rendering rendering, object? input, CallArguments arguments)
    {
        var mapping = input as MappingValue ?? throw new JinjaException($"dictsort needs a mapping, not {ValueText.TypeOf(input)}");
        var withCase = arguments.TakeTruth("case_sensitive", false);
        var part = arguments.Take("by", "key") switch
        {
            "key" => 0,
            "value" => 1,
            _ => throw arguments.Wrong("by", "\"key\" or \"value\""),
        };
        var isReverse = arguments.TakeTruth("reverse", false);
        var pairs = mapping.Pairs.Select(pair => (object?)SequenceValue.Tuple(pair.Key, pair.Value)).ToList();
        return SequenceValue.List(Ordered(rendering, pairs, pair => Attributes.Key(((SequenceValue)pair!).Items[part], withCase), isReverse));
    }

    // What is equal keeps its order, also where the greatest comes first.
    private static List<object?> Ordered(Rendering rendering, List<object?> items, Func<object?, object?> key, bool isReverse)
    {
        var order = Comparer<object?>.Create(rendering.Comparison.Order);
        return Unwrapped(() => (isReverse ? items.OrderDescending(ByKey()) : items.Order(ByKey())).ToList());

        Comparer<object?> ByKey() => Comparer<object?>.Create((left, right) => order.Compare(key(left), key(right)));
    }

    // A comparison that fails inside of a sort comes out wrapped.
    private static List<object?> Unwrapped(Func<List<object?>> sort)
    {
        try
        {
            return sort();
        }
        catch (InvalidOperationException exception) when (exception.InnerException is JinjaException inner)
        {
            throw new JinjaException(inner.Message, inner.Line);
        }
    }

    private static StreamValue Unique(Rendering rendering, object? input, CallArguments arguments)
    {
        var withCase = arguments.TakeTruth("case_sensitive", false);
        var pick = Attributes.Picker(rendering, arguments);
        var seen = new List<object?>();
        var unique = new List<object?>();
        foreach (var item in Iteration.Of(input))
        {
            var key = Attributes.Key(pick(item), withCase);
            if (!seen.Any(other => rendering.Comparison.AreEqual(other, key)))
            {
                seen.Add(key);
                unique.Add(item);
            }
        }

        return new StreamValue(unique);
    }

    private static object? Sum(Rendering rendering, object? input, CallArguments arguments)
    {
        var pick = Attributes.Picker(rendering, arguments);
        var start = arguments.Take("start", 0L);
        return Iteration.Of(input).Aggregate(start, (sum, item) => rendering.Arithmetic.Of("+", sum, pick(item)));
    }

    private static object? Outermost(Rendering rendering, object? input, CallArguments arguments, int sign)
    {
        var withCase = arguments.TakeTruth("case_sensitive", false);
        var pick = Attributes.Picker(rendering, arguments);
        var items = Iteration.ListOf(input);
        var best = items.Count > 0 ? items[0] : new UndefinedValue("there is no least or greatest item: it is empty");
        foreach (var item in items.Skip(1))
        {
            best = rendering.Comparison.Order(Attributes.Key(pick(item), withCase), Attributes.Key(pick(best), withCase)) * sign < 0 ? item : best;
        }

        return best;
    }
}
