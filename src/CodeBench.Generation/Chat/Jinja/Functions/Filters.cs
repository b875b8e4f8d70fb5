using System.Collections.Frozen;
using CodeBench.Core.Faults;
using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>The filters that are known.</summary>
internal static class Filters
{
    private static readonly FrozenDictionary<string, Func<Rendering, object?, CallArguments, object?>> Known =
        TextFilters.All.Concat(SequenceFilters.All).Concat(SelectingFilters.All).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a filter makes of a value.</summary>
    /// <exception cref="JinjaException">The filter is not known, or can do nothing with the value.</exception>
    public static object? Apply(Rendering rendering, string name, object? input, CallArguments arguments)
    {
        if (!Known.TryGetValue(name, out var filter))
        {
            throw new JinjaException($"the filter {name} is not known. {Suggestion.For(name, Known.Keys.Order(StringComparer.Ordinal))}");
        }

        var value = filter(rendering, input, arguments);
        arguments.End();
        return value;
    }
}
