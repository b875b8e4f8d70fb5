using System.Buffers.Text;
using System.Text;

namespace CodeBench.Core.Contamination.Corpora;

/// <summary>Unescapes JSON texts as corpora have them: half a character, as Python writes it, is a replacement character and no fault.</summary>
internal static class JsonEscapes
{
    private const int Digits = 4;

    /// <summary>Unescapes a text.</summary>
    /// <param name="text">Between its quotes, valid JSON.</param>
    /// <param name="target">Takes UTF-8; at least as long.</param>
    /// <returns>How many bytes that are.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var length = 0;
        while (text.IndexOf((byte)'\\') is >= 0 and var at)
        {
            text[..at].CopyTo(target[length..]);
            length += at;
            var letter = text[at + 1];
            text = text[(at + 2)..];
            if (letter == (byte)'u')
            {
                length += Character(ref text).EncodeToUtf8(target[length..]);
            }
            else
            {
                target[length++] = Plain(letter);
            }
        }

        text.CopyTo(target[length..]);
        return length + text.Length;
    }

    private static byte Plain(byte letter) => (char)letter switch
    {
        'n' => (byte)'\n',
        't' => (byte)'\t',
        'r' => (byte)'\r',
        'b' => (byte)'\b',
        'f' => (byte)'\f',
        _ => letter,
    };

    private static Rune Character(ref ReadOnlySpan<byte> text)
    {
        var first = Unit(text);
        text = text[Digits..];
        if (Rune.TryCreate(first, out var rune))
        {
            return rune;
        }

        if (text.StartsWith("\\u"u8) && Rune.TryCreate(first, Unit(text[2..]), out rune))
        {
            text = text[(2 + Digits)..];
            return rune;
        }

        return Rune.ReplacementChar;
    }

    private static char Unit(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text[..Digits], out ushort unit, out _, 'x') ? (char)unit : '\0';
}
