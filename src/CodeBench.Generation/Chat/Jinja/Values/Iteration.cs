namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Goes over values that hold others.</summary>
internal static class Iteration
{
    /// <summary>What a value holds: of a mapping its keys, of a text its characters, of what is undefined nothing.</summary>
    /// <exception cref="JinjaException">It holds nothing.</exception>
    public static IEnumerable<object?> Of(object? value) => value switch
    {
        SequenceValue sequence => sequence.Items,
        StreamValue stream => stream.Take(),
        MappingValue mapping => mapping.Pairs.Select(pair => pair.Key),
        string text => PythonText.Characters(text),
        UndefinedValue => [],
        _ => throw new JinjaException($"{ValueText.TypeOf(value)} cannot be gone over"),
    };

    /// <summary>The same, as a list of its own.</summary>
    public static List<object?> ListOf(object? value) => [.. Of(value)];

    /// <summary>How many values a value holds; null where it has no length.</summary>
    public static long? Length(object? value) => value switch
    {
        string text => PythonText.Length(text),
        SequenceValue sequence => sequence.Items.Count,
        MappingValue mapping => mapping.Count,
        UndefinedValue => 0,
        _ => null,
    };
}
