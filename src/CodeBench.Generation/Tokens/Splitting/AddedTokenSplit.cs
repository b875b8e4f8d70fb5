namespace CodeBench.Generation.Tokens.Splitting;

/// <summary>Finds added tokens: the leftmost, and of those that begin there the longest.</summary>
internal sealed class AddedTokenSplit
{
    private readonly System.Buffers.SearchValues<char> _firsts;
    private readonly Dictionary<char, AddedToken[]> _byFirst;

    /// <summary>A search for these tokens.</summary>
    public AddedTokenSplit(IEnumerable<AddedToken> tokens)
    {
        _byFirst = tokens
            .GroupBy(token => token.Content[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(token => token.Content.Length).ToArray());
        _firsts = System.Buffers.SearchValues.Create([.. _byFirst.Keys]);
    }

    /// <summary>The tokens and the texts between them, none empty, in order.</summary>
    public IEnumerable<(string? Text, AddedToken? Token)> Split(string text)
    {
        var begin = 0;
        for (var at = 0; Find(text, at) is var (place, token); at = begin)
        {
            var end = token.StripsLeft ? begin + text.AsSpan(begin, place - begin).TrimEnd().Length : place;
            if (end > begin)
            {
                yield return (text[begin..end], null);
            }

            yield return (null, token);
            begin = place + token.Content.Length;
            begin = token.StripsRight ? text.Length - text.AsSpan(begin).TrimStart().Length : begin;
        }

        if (begin < text.Length)
        {
            yield return (text[begin..], null);
        }
    }

    private (int Place, AddedToken Token)? Find(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var step = text.AsSpan(at).IndexOfAny(_firsts);
            if (step < 0)
            {
                return null;
            }

            at += step;
            var rest = text.AsSpan(at);
            foreach (var token in _byFirst[text[at]])
            {
                if (rest.StartsWith(token.Content, StringComparison.Ordinal))
                {
                    return (at, token);
                }
            }
        }

        return null;
    }
}
