using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Filters that apply something to each item: map, select and their kin.</summary>
internal static class SelectingFilters
{
    /// <summary>The filters by name.</summary>
    public static IReadOnlyDictionary<string, Func<Rendering, object?, CallArguments, object?>> All { get; } =
        new Dictionary<string, Func<Rendering, object?, CallArguments, object?>>
        {
            ["map"] = Map,
            ["select"] = (rendering, input, arguments) => Select(rendering, input, arguments, byAttribute: false, wanted: true),
            ["reject"] = (rendering, input, arguments) => Select(rendering, input, arguments, byAttribute: false, wanted: false),
            ["selectattr"] = (rendering, input, arguments) => Select(rendering, input, arguments, byAttribute: true, wanted: true),
            ["rejectattr"] = (rendering, input, arguments) => Select(rendering, input, arguments, byAttribute: true, wanted: false),
        };

    private static StreamValue Map(Rendering rendering, object? input, CallArguments arguments)
    {
        var rest = arguments.TakeRest().ToList();
        var named = arguments.TakeNamed().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var items = Iteration.ListOf(input);
        if (rest.Count == 0 && named.Remove("attribute", out var attribute))
        {
            var hasDefault = named.Remove("default", out var otherwise);
            new CallArguments(arguments.Owner, [], named).End();
            var get = Attributes.Getter(rendering, attribute);
            return new StreamValue([.. items.Select(get).Select(value => hasDefault && value is UndefinedValue ? otherwise : value)]);
        }

        var name = rest.FirstOrDefault() as string ?? throw arguments.Wrong("filter", "the name of a filter");
        return new StreamValue([.. items.Select(item =>
        {
            rendering.Budget.SpendOn(item);
            return Filters.Apply(rendering, name, item, new CallArguments($"the filter {name}", rest[1..], named));
        })]);
    }

    private static StreamValue Select(Rendering rendering, object? input, CallArguments arguments, bool byAttribute, bool wanted)
    {
        var pick = byAttribute ? Attributes.Getter(rendering, arguments.Take("attribute")) : item => item;
        var test = arguments.HasMore ? arguments.TakeText("test") : null;
        var rest = arguments.TakeRest().ToList();
        var named = arguments.TakeNamed().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return new StreamValue([.. Iteration.ListOf(input).Where(item => Holds(pick(item)) == wanted)]);

        bool Holds(object? value)
        {
            rendering.Budget.SpendOn(value);
            return test is null ? Truth.Of(value) : Tests.Holds(rendering, test, value, new CallArguments($"the test {test}", rest, named));
        }
    }
}
