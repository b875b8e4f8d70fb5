using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace CodeBench.Core.Contamination.Corpora;

/// <summary>Unescapes JSON texts as corpora have them, run by run: half a character, as Python writes it, is a replacement character and no fault.</summary>
internal static class JsonEscapes
{
    private const int Digits = 4;

    // What ends a run of characters that stand for themselves.
    private static readonly SearchValues<byte> Ends = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(value => (byte)value), (byte)'"', (byte)'\\']);

    /// <summary>Unescapes a text.</summary>
    /// <param name="json">What begins behind the text's first quote.</param>
    /// <param name="target">Takes UTF-8; at least as long.</param>
    /// <param name="length">How many bytes that are.</param>
    /// <returns>How many bytes the text has with its last quote; -1 where it is not valid JSON.</returns>
    public static int Unescape(ReadOnlySpan<byte> json, Span<byte> target, out int length)
    {
        var rest = json;
        length = 0;
        while (rest.IndexOfAny(Ends) is >= 0 and var at)
        {
            rest[..at].CopyTo(target[length..]);
            length += at;
            if (rest[at] == (byte)'"')
            {
                return json.Length - rest.Length + at + 1;
            }

            if (rest[at] != (byte)'\\' || at + 1 == rest.Length || !TryTake(rest[at + 1], rest[(at + 2)..], target[length..], out var read, out var written))
            {
                return -1;
            }

            rest = rest[(at + 2 + read)..];
            length += written;
        }

        return -1;
    }

    private static bool TryTake(byte letter, ReadOnlySpan<byte> behind, Span<byte> target, out int read, out int written)
    {
        (read, written) = (0, 1);
        switch ((char)letter)
        {
            case 'n': target[0] = (byte)'\n'; return true;
            case 't': target[0] = (byte)'\t'; return true;
            case 'r': target[0] = (byte)'\r'; return true;
            case 'b': target[0] = (byte)'\b'; return true;
            case 'f': target[0] = (byte)'\f'; return true;
            case '"' or '\\' or '/': target[0] = letter; return true;
            case 'u': return TryTakeCharacter(behind, target, out read, out written);
            default: return false;
        }
    }

    private static bool TryTakeCharacter(ReadOnlySpan<byte> behind, Span<byte> target, out int read, out int written)
    {
        (read, written) = (Digits, 0);
        if (!TryReadUnit(behind, out var first))
        {
            return false;
        }

        if (!Rune.TryCreate(first, out var rune))
        {
            if (behind[Digits..].StartsWith("\\u"u8) && TryReadUnit(behind[(Digits + 2)..], out var second) && Rune.TryCreate(first, second, out rune))
            {
                read = Digits + 2 + Digits;
            }
            else
            {
                rune = Rune.ReplacementChar;
            }
        }

        written = rune.EncodeToUtf8(target);
        return true;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < Digits || !Utf8Parser.TryParse(text[..Digits], out ushort value, out var used, 'x') || used < Digits)
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
