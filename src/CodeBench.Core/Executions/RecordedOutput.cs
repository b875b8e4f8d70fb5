using System.Text;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Executions;

/// <summary>Makes of captured output what is recorded of it: without the proof word, and short.</summary>
internal static class RecordedOutput
{
    /// <summary>
    /// The output; where it is longer than <paramref name="most"/>, its two ends with a line between them that counts what is missing.
    /// </summary>
    public static string Of(CapturedOutput output, string? word, ByteSize most)
    {
        var head = Without(output.Head, word);
        var tail = Without(output.Tail, word);
        var length = Encoding.UTF8.GetByteCount(head) + Encoding.UTF8.GetByteCount(tail);
        if (output.DroppedBytes == 0)
        {
            (head, tail) = (head + tail, "");
        }

        if (length <= most.Bytes)
        {
            return (output with { Head = head, Tail = tail }).Text;
        }

        var half = (int)(most.Bytes / 2);
        var first = Prefix(head, half);
        var last = Suffix(tail.Length > 0 ? tail : head[first.Length..], half);
        var kept = Encoding.UTF8.GetByteCount(first) + Encoding.UTF8.GetByteCount(last);
        return new CapturedOutput(first, last, output.DroppedBytes + length - kept).Text;
    }

    /// <summary>
    /// The text without the word: with the line breaks that the epilogue puts around it, or bare where the program got hold of it.
    /// </summary>
    private static string Without(string text, string? word) => word is null
        ? text
        : text.Replace($"\n{word}\n", "", StringComparison.Ordinal).Replace(word, "", StringComparison.Ordinal);

    private static string Prefix(string text, int most)
    {
        var (at, bytes) = (0, 0);
        while (at < text.Length && Rune.GetRuneAt(text, at) is var rune && bytes + rune.Utf8SequenceLength <= most)
        {
            bytes += rune.Utf8SequenceLength;
            at += rune.Utf16SequenceLength;
        }

        return text[..at];
    }

    private static string Suffix(string text, int most)
    {
        var (at, bytes) = (text.Length, 0);
        while (at > 0)
        {
            var start = at >= 2 && char.IsSurrogatePair(text, at - 2) ? at - 2 : at - 1;
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(start..at));
            if (bytes > most)
            {
                break;
            }

            at = start;
        }

        return text[at..];
    }
}
