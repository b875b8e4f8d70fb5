namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>What namespace() gives: names that may be set from within loops.</summary>
internal sealed class NamespaceValue
{
    /// <summary>The names and what they stand for.</summary>
    public Dictionary<string, object?> Values { get; } = new(StringComparer.Ordinal);
}
