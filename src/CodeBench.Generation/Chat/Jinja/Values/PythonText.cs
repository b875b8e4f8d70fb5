using System.Buffers;
using System.Globalization;
using System.Text;

namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Texts as Python has them: rows of code points, whatever holds them.</summary>
internal static class PythonText
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    /// <summary>Whether Python takes a character for white space.</summary>
    public static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter is >= '\x1c' and <= '\x1f';

    /// <summary>How many code points a text has.</summary>
    public static int Length(string text)
    {
        var count = text.Length;
        for (var at = 0; at < text.Length - 1; at++)
        {
            count -= char.IsSurrogatePair(text[at], text[at + 1]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The code points, each a text.</summary>
    public static IReadOnlyList<string> Characters(string text)
    {
        var characters = new List<string>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var size = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
            characters.Add(text.Substring(at, size));
            at += size - 1;
        }

        return characters;
    }

    /// <summary>Where a code point is, counted in code points.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Its place in the string; -1 stays.</param>
    public static int IndexOf(string text, int at) => at < 0 ? at : Length(text[..at]);

    /// <summary>The text without some characters at its beginning.</summary>
    /// <param name="text">The text.</param>
    /// <param name="characters">Which; null for white space.</param>
    public static string TrimStart(string text, string? characters)
    {
        var at = 0;
        while (at < text.Length && Belongs(text[at], characters))
        {
            at++;
        }

        return text[at..];
    }

    /// <summary>The text without some characters at its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="characters">Which; null for white space.</param>
    public static string TrimEnd(string text, string? characters)
    {
        var end = text.Length;
        while (end > 0 && Belongs(text[end - 1], characters))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary>The lines of a text, cut where Python cuts them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsEnds">Whether the line ends stay.</param>
    public static IReadOnlyList<string> Lines(string text, bool keepsEnds)
    {
        var lines = new List<string>();
        for (var begin = 0; begin < text.Length;)
        {
            var end = text.AsSpan(begin).IndexOfAny(LineEnds);
            end = end < 0 ? text.Length : begin + end;
            var next = Math.Min(end + 1, text.Length);
            next += end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 1 : 0;
            lines.Add(text[begin..(keepsEnds ? next : end)]);
            begin = next;
        }

        return lines;
    }

    /// <summary>The first letter large, the others small.</summary>
    public static string Capitalize(string text) => text.Length == 0 ? "" : Upper(text[..1]) + Lower(text[1..]);

    /// <summary>All letters large.</summary>
    public static string Upper(string text) => text.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>All letters small.</summary>
    public static string Lower(string text) => text.ToLowerInvariant();

    /// <summary>The text as Python writes it in a program, in quotes.</summary>
    public static string Quoted(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        foreach (var character in Characters(text))
        {
            quoted.Append(character switch
            {
                "\\" => "\\\\",
                "\n" => "\\n",
                "\r" => "\\r",
                "\t" => "\\t",
                _ when character[0] == quote => "\\" + character,
                _ => IsPrintable(character) ? character : Escaped(char.IsSurrogatePair(character, 0) ? char.ConvertToUtf32(character, 0) : character[0]),
            });
        }

        return quoted.Append(quote).ToString();
    }

    private static bool Belongs(char letter, string? characters) =>
        characters is null ? IsSpace(letter) : characters.Contains(letter, StringComparison.Ordinal);

    private static bool IsPrintable(string character) => character == " " || CharUnicodeInfo.GetUnicodeCategory(character, 0)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);

    private static string Escaped(int code) => code switch
    {
        <= 0xFF => $"\\x{code:x2}",
        <= 0xFFFF => $"\\u{code:x4}",
        _ => $"\\U{code:x8}",
    };
}
