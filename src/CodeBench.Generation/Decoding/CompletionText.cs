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
    private readonly int _longest = stopSequences.Select(stop => stop.Length).DefaultIfEmpty(0).Max();
    private bool _stopped;

    /// <summary>Adds a token.</summary>
    /// <returns>Whether a stop sequence is there now; then the text ends before it.</returns>
    public bool Add(int id)
    {
        // A stop sequence may have begun in an earlier token: so far back is looked again.
        var from = Math.Max(0, _text.Length - _longest + 1);
        _text.Append(_characters.Add(id));
        if (_longest == 0)
        {
            return false;
        }

        var tail = _text.ToString(from, _text.Length - from);
        var at = stopSequences.Select(stop => tail.IndexOf(stop, StringComparison.Ordinal)).Where(place => place >= 0).DefaultIfEmpty(-1).Min();
        if (at >= 0)
        {
            _text.Length = from + at;
            _stopped = true;
        }

        return _stopped;
    }

    /// <summary>Ends the text.</summary>
    /// <returns>The text; bytes at its end that never became a character are U+FFFD, unless a stop sequence stood before them.</returns>
    public string End()
    {
        var rest = _characters.End();
        return _stopped ? _text.ToString() : _text.Append(rest).ToString();
    }
}
