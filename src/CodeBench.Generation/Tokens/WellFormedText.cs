using System.Text;

namespace CodeBench.Generation.Tokens;

/// <summary>Texts that UTF-8 can hold.</summary>
internal static class WellFormedText
{
    /// <summary>The text with U+FFFD for every half of a surrogate pair that stands alone.</summary>
    public static string Of(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
