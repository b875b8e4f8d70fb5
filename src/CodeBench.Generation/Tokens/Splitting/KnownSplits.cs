namespace CodeBench.Generation.Tokens.Splitting;

/// <summary>The ways of cutting a text that checkpoints name, but do not spell out.</summary>
internal static class KnownSplits
{
    /// <summary>GPT-2's pattern, the built-in one of the ByteLevel pre-tokenizer.</summary>
    public const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>Llama 3's pattern, which its tokenizer.model leaves to the program.</summary>
    public const string Llama3 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Qwen 2's pattern: Llama 3's, but each digit by itself.</summary>
    public const string Qwen2 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Each digit by itself.</summary>
    public const string Digit = @"\p{N}";

    /// <summary>Digits in a row together.</summary>
    public const string Digits = @"\p{N}+";

    private static readonly Dictionary<string, string[]> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gpt-2"] = [Gpt2],
        ["gpt2"] = [Gpt2],
        ["starcoder"] = [Digit, Gpt2],
        ["deepseek-coder"] = [@"[\r\n]", @"\s?\p{L}+", @"\s?\p{P}+", "[\u4E00-\u9FA5\u0800-\u4E00\uAC00-\uD7FF]+", Digit],
        ["qwen2"] = [Qwen2],
    };

    /// <summary>The names, for messages.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The splits of a name; null where it is not known.</summary>
    public static IReadOnlyList<TextSplit>? Find(string name) =>
        ByName.TryGetValue(name, out var patterns) ? [.. patterns.Select(pattern => new TextSplit(pattern))] : null;
}
