using System.Collections.Frozen;
using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Python's methods of texts, lists and mappings, as far as they are known.</summary>
internal static class Methods
{
    // Names that mean something in Python and nothing here: taken for absent members, they would give wrong texts.
    private static readonly FrozenSet<string> UnknownOfTexts = FrozenSet.ToFrozenSet(
        ["casefold", "center", "encode", "expandtabs", "format", "format_map", "isidentifier", "isprintable", "istitle", "ljust", "maketrans", "rjust", "translate"]);

    private static readonly FrozenSet<string> UnknownOfLists = FrozenSet.ToFrozenSet(["clear", "copy", "remove", "reverse", "sort"]);

    private static readonly FrozenSet<string> UnknownOfMappings = FrozenSet.ToFrozenSet(["clear", "fromkeys", "pop", "popitem", "setdefault"]);

    /// <summary>A method of a value, bound to it; null where the value has none of this name.</summary>
    /// <exception cref="JinjaException">Python has one, and it is not known here.</exception>
    public static FunctionValue? Find(Rendering rendering, object? owner, string name)
    {
        var (method, unknown) = owner switch
        {
            string text => (TextMethods.Find(rendering, text, name), UnknownOfTexts),
            SequenceValue { Kind: SequenceKind.List or SequenceKind.Tuple } list => (ListMethods.Find(rendering, list, name), UnknownOfLists),
            MappingValue mapping => (MappingMethods.Find(mapping, name), UnknownOfMappings),
            _ => (null, FrozenSet<string>.Empty),
        };
        if (method is null)
        {
            return unknown.Contains(name) ? throw new JinjaException($"the method {name} of {ValueText.TypeOf(owner)} is not known") : null;
        }

        var label = $"the method {name}";
        return new FunctionValue(label, arguments =>
        {
            var value = method(arguments);
            arguments.End();
            return value;
        });
    }
}
