using System.Text;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Decoding;

/// <summary>The text of a completion as its tokens come: a stop sequence ends it, also where it crosses tokens.</summary>
/// <param name="tokenizer">Gives the bytes of tokens.</param>
/// <param name="stopSequences">The text ends where one of these would begin.</param>
public sealed class CompletionText(ITokenizer tokenizer, IReadOnlyList<string> stopSequences)
{
    private readonly StringBuilder _text = new();
    private readonly StreamingText _characters = new(tokenizer);

    // So much of the text may be the beginning of a stop sequence.
    private readonly int _reach = stopSequences.Select(stop => stop.Length).DefaultIfEmpty(1).Max() - 1;
    private int _shown;
    private bool _ended;

    /// <summary>Adds a token. What that costs does not grow with the text.</summary>
    /// <returns>Whether a stop sequence is there now; then the text ends before it.</returns>
    public bool Add(int id)
    {
        // A stop sequence may have begun in an earlier token: so far back is looked again.
        var from = Math.Max(0, _text.Length - _reach);
        _text.Append(_characters.Add(id));
        if (stopSequences.Count == 0)
        {
            return false;
        }

        var tail = _text.ToString(from, _text.Length - from).AsSpan();
        var end = tail.Length;
        foreach (var stop in stopSequences)
        {
            var at = tail.IndexOf(stop, StringComparison.Ordinal);
            (end, _ended) = at >= 0 ? (Math.Min(end, at), true) : (end, _ended);
        }

        _text.Length = from + end;
        return _ended;
    }

    /// <summary>The text that can be shown and has not been: what may yet be the beginning of a stop sequence waits, and so does half a character.</summary>
    public string TakeSettled()
    {
        var start = _shown;
        _shown = _ended ? _text.Length : _text.Length - Unsettled();
        return _text.ToString(start, _shown - start);
    }

    /// <summary>Ends the text.</summary>
    /// <returns>The text; bytes at its end that never became a character are U+FFFD, unless a stop sequence stood before them.</returns>
    public string End()
    {
        var rest = _characters.End();
        _text.Append(_ended ? "" : rest);
        _ended = true;
        return _text.ToString();
    }

    // How much of the end is the beginning of a stop sequence.
    private int Unsettled()
    {
        var from = Math.Max(0, _text.Length - _reach);
        var tail = _text.ToString(from, _text.Length - from);
        for (var at = 0; at < tail.Length; at++)
        {
            foreach (var stop in stopSequences)
            {
                if (stop.AsSpan().StartsWith(tail.AsSpan(at), StringComparison.Ordinal))
                {
                    return tail.Length - at;
                }
            }
        }

        return 0;
    }
}
