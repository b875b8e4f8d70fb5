using System.Text;

namespace CodeBench.Generation.Decoding;

/// <summary>The text of a completion as its tokens come: a half character waits for its other half, a stop sequence ends it.</summary>
/// <param name="stopSequences">The text ends where one of these would begin.</param>
public sealed class CompletionText(IReadOnlyList<string> stopSequences)
{
    private readonly StringBuilder _text = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly int _longest = stopSequences.Select(stop => stop.Length).DefaultIfEmpty(0).Max();

    /// <summary>Adds the bytes of a token.</summary>
    /// <returns>Whether a stop sequence is there now; then the text ends before it.</returns>
    public bool Add(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length + 2];
        var count = _decoder.GetChars(bytes, characters, flush: false);
        // A stop sequence may have begun in an earlier token: so far back is looked again.
        var from = Math.Max(0, _text.Length - _longest + 1);
        _text.Append(characters, 0, count);
        if (_longest == 0)
        {
            return false;
        }

        var tail = _text.ToString(from, _text.Length - from);
        var at = stopSequences.Select(stop => tail.IndexOf(stop, StringComparison.Ordinal)).Where(place => place >= 0).DefaultIfEmpty(-1).Min();
        if (at >= 0)
        {
            _text.Length = from + at;
        }

        return at >= 0;
    }

    /// <summary>The text; bytes that never became a character are U+FFFD.</summary>
    public override string ToString()
    {
        var rest = new char[4];
        var count = _decoder.GetChars([], rest, flush: true);
        return _text + new string(rest, 0, count);
    }
}
