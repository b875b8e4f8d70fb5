namespace CodeBench.Generation.Tokens.Splitting;

/// <summary>The ways of cutting a text that checkpoints do not spell out.</summary>
internal static class KnownSplits
{
    /// <summary>GPT-2's pattern, the built-in one of the ByteLevel pre-tokenizer.</summary>
    public const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>Llama 3's pattern, which its tokenizer.model leaves to the program.</summary>
    public const string Llama3 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Each digit by itself.</summary>
    public const string Digit = @"\p{N}";

    /// <summary>Digits in a row together.</summary>
    public const string Digits = @"\p{N}+";
}
