namespace CodeBench.Core.Problems.Translations;

/// <summary>A value of an example or an assertion, without a language.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A number's digits, a text, "true" or "false"; else empty.</param>
/// <param name="Items">The items of a list or a tuple; of a dictionary keys and values by turns; else empty.</param>
public sealed record ProblemValue(ValueKind Kind, string Text, params IReadOnlyList<ProblemValue> Items)
{
    /// <summary>For messages, in its shortest form.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.None => "none",
        ValueKind.Text => $"\"{Text}\"",
        ValueKind.List => $"[{string.Join(", ", Items)}]",
        ValueKind.Tuple => $"({string.Join(", ", Items)})",
        ValueKind.Dict => $"{{{string.Join(", ", Items.Chunk(2).Select(pair => $"{pair[0]}: {pair[1]}"))}}}",
        _ => Text,
    };
}
