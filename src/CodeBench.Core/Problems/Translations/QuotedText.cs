using System.Globalization;
using System.Text;

namespace CodeBench.Core.Problems.Translations;

/// <summary>Writes texts in a language.</summary>
internal static class QuotedText
{
    /// <summary>The text with quotes around it.</summary>
    /// <exception cref="UntranslatableException">It has a control character that the language has no way to write.</exception>
    public static string Of(string text, TextStyle style)
    {
        var quote = style.Quotes.FirstOrDefault(quote => !text.Contains(quote, StringComparison.Ordinal)) ?? style.Quotes[0];
        var escapes = style.Escapes.OrderByDescending(escape => escape.Key.Length).ToList();
        var quoteEscape = style.QuoteEscape.Render(new Dictionary<string, object> { ["quote"] = quote });
        var written = new StringBuilder(quote);
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            if (escapes.FirstOrDefault(escape => text.AsSpan(at).StartsWith(escape.Key, StringComparison.Ordinal)) is { Key: not null } found)
            {
                written.Append(found.Value);
                at += found.Key.Length;
            }
            else if (rest.StartsWith(quote, StringComparison.Ordinal))
            {
                written.Append(quoteEscape);
                at += quote.Length;
            }
            else
            {
                written.Append(char.IsControl(text[at]) ? Control(text[at], style) : text.Substring(at, 1));
                at++;
            }
        }

        return written.Append(quote).ToString();
    }

    private static string Control(char character, TextStyle style) => style.Control?.Render(new Dictionary<string, object>
    {
        ["hex2"] = ((int)character).ToString("x2", CultureInfo.InvariantCulture),
        ["hex4"] = ((int)character).ToString("x4", CultureInfo.InvariantCulture),
        ["octal3"] = Convert.ToString(character, 8).PadLeft(3, '0'),
    }) ?? throw new UntranslatableException($"a text has the control character {(int)character}, which cannot be written");
}
