using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Methods of mappings.</summary>
internal static class MappingMethods
{
    /// <summary>A method by name; null where it is not known.</summary>
    public static Func<CallArguments, object?>? Find(MappingValue mapping, string name) => name switch
    {
        "get" => arguments => mapping.TryGet(arguments.Take("key"), out var value) ? Passed(arguments, value) : arguments.Take("default", null),
        "keys" => _ => View(mapping.Pairs.Select(pair => (object?)pair.Key)),
        "values" => _ => View(mapping.Pairs.Select(pair => pair.Value)),
        "items" => _ => View(mapping.Pairs.Select(pair => SequenceValue.Tuple(pair.Key, pair.Value))),
        "copy" => _ => Copy(mapping),
        "update" => arguments => Update(mapping, arguments),
        _ => null,
    };

    private static object? Passed(CallArguments arguments, object? value)
    {
        _ = arguments.Take("default", null);
        return value;
    }

    private static SequenceValue View(IEnumerable<object?> items) => new(SequenceKind.View, [.. items]);

    private static MappingValue Copy(MappingValue mapping)
    {
        var copy = new MappingValue();
        foreach (var (key, value) in mapping.Pairs)
        {
            copy.Set(key, value);
        }

        return copy;
    }

    private static object? Update(MappingValue mapping, CallArguments arguments)
    {
        var other = arguments.Take("other") as MappingValue ?? throw arguments.Wrong("other", "a mapping");
        foreach (var (key, value) in other.Pairs.ToList())
        {
            mapping.Set(key, value);
        }

        return null;
    }
}
