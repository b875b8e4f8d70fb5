using System.Text.RegularExpressions;

namespace CodeBench.Generation.Tokens.Splitting;

/// <summary>Cuts a text into pieces that are never merged across, at the matches of a pattern.</summary>
internal sealed class TextSplit
{
    /// <summary>How long a pattern may take on one text before it counts as a fault of the pattern.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Regex _pattern;
    private readonly bool _keepsMatches;
    private readonly bool _keepsRest;

    /// <summary>A split at a pattern.</summary>
    /// <param name="pattern">A pattern as Oniguruma reads it: ^ and $ mean lines.</param>
    /// <param name="keepsMatches">Whether what matches is kept, a piece each.</param>
    /// <param name="keepsRest">Whether what lies between is kept, a piece each.</param>
    /// <exception cref="ArgumentException">The pattern is not one that is understood here.</exception>
    public TextSplit(string pattern, bool keepsMatches = true, bool keepsRest = true)
    {
        if (CodePointStandIns.AreNeeded(pattern))
        {
            throw new ArgumentException("characters above U+FFFF cannot be named in it.", nameof(pattern));
        }

        // Case-blind patterns elsewhere hold the long s for an s; .NET's do not.
        var widened = pattern.Replace("(?i:'s|", "(?i:'s|'\u017F|", StringComparison.Ordinal);
        _pattern = new Regex(widened, RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Compiled, Patience);
        _keepsMatches = keepsMatches;
        _keepsRest = keepsRest;
    }

    /// <summary>The pieces in order.</summary>
    public IEnumerable<string> Split(string text)
    {
        if (!CodePointStandIns.AreNeeded(text))
        {
            return Places(text).Select(place => text.Substring(place.Start, place.End - place.Start));
        }

        var (standIn, places) = CodePointStandIns.Put(text);
        return Places(standIn).Select(place => text[places[place.Start]..places[place.End]]);
    }

    private IEnumerable<(int Start, int End)> Places(string text)
    {
        var end = 0;
        for (var match = _pattern.Match(text); match.Success; match = match.NextMatch())
        {
            if (match.Length == 0)
            {
                continue;
            }

            if (_keepsRest && match.Index > end)
            {
                yield return (end, match.Index);
            }

            end = match.Index + match.Length;
            if (_keepsMatches)
            {
                yield return (match.Index, end);
            }
        }

        if (_keepsRest && end < text.Length)
        {
            yield return (end, text.Length);
        }
    }
}
