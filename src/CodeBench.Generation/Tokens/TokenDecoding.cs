using System.Text;

namespace CodeBench.Generation.Tokens;

/// <summary>The text of ids: what encoding undoes.</summary>
public static class TokenDecoding
{
    /// <summary>The text. Special tokens stand in it as they are written; bytes that are no character are U+FFFD.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="ids">The ids.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is beyond the tokenizer's highest, or below 0.</exception>
    public static string Decode(ITokenizer tokenizer, IReadOnlyList<int> ids)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        var bytes = new List<byte>();
        foreach (var id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, tokenizer.VocabularySize, nameof(ids));
            bytes.AddRange(tokenizer.MarkOf(id) is { } mark ? Encoding.UTF8.GetBytes(mark) : tokenizer.BytesOf(id));
        }

        // Some tokenizers put a space before every text; it is theirs, not the text's.
        var text = Encoding.UTF8.GetString([.. bytes]);
        return text.StartsWith(' ') && PutsSpaceBefore(tokenizer) ? text[1..] : text;
    }

    private static bool PutsSpaceBefore(ITokenizer tokenizer) =>
        tokenizer.Encode("x") is [var first, ..] && tokenizer.BytesOf(first) is [(byte)' ', ..];
}
