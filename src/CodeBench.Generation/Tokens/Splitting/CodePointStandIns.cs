using System.Globalization;
using System.Text;

namespace CodeBench.Generation.Tokens.Splitting;

/// <summary>
/// .NET's patterns see a character above U+FFFF as two halves of no category, the patterns of tokenizers see it whole. So one
/// character of the same category stands in for it, and places in the changed text are counted back to the real one.
/// </summary>
internal static class CodePointStandIns
{
    private static readonly string[] ByCategory = new string[30];

    static CodePointStandIns()
    {
        // Private use, unassigned: first; then the last character of each category below U+FFFE: rare ones, named by no pattern.
        Array.Fill(ByCategory, "\uE000");
        for (var code = 0x0370; code < 0xFFFE; code++)
        {
            if (code is < 0xD800 or > 0xDFFF)
            {
                ByCategory[(int)CharUnicodeInfo.GetUnicodeCategory(code)] = ((char)code).ToString();
            }
        }
    }

    /// <summary>Whether the text has a character above U+FFFF.</summary>
    public static bool AreNeeded(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\uD800', '\uDFFF');

    /// <summary>The text with stand-ins, and where each of its characters, and its end, stands in the real one.</summary>
    /// <param name="text">Well-formed text.</param>
    public static (string Text, int[] Places) Put(string text)
    {
        var changed = new StringBuilder(text.Length);
        var places = new List<int>(text.Length + 1);
        for (var at = 0; at < text.Length; at++)
        {
            places.Add(at);
            if (char.IsHighSurrogate(text[at]))
            {
                changed.Append(ByCategory[(int)CharUnicodeInfo.GetUnicodeCategory(text, at)]);
                at++;
            }
            else
            {
                changed.Append(text[at]);
            }
        }

        places.Add(text.Length);
        return (changed.ToString(), [.. places]);
    }
}
