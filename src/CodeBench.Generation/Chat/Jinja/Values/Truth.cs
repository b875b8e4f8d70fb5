namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Which values Python takes for true.</summary>
internal static class Truth
{
    /// <summary>Whether a value is true: not none, not zero, not empty, not undefined.</summary>
    public static bool Of(object? value) => value switch
    {
        null or UndefinedValue => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        SequenceValue sequence => sequence.Items.Count > 0,
        MappingValue mapping => mapping.Count > 0,
        _ => true,
    };
}
