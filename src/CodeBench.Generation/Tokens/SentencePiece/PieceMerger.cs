namespace CodeBench.Generation.Tokens.SentencePiece;

/// <summary>
/// Merges neighbours as SentencePiece does: the pair with the highest score first, of equal ones the leftmost. The library that
/// the other tokenizers use does not keep that order of equals, so this is done here.
/// </summary>
/// <param name="scores">The scores of the pieces that merges make.</param>
/// <param name="fixedPieces">The pieces that stand alone wherever they are found, the longest first.</param>
internal sealed class PieceMerger(Dictionary<string, float> scores, IReadOnlyList<string> fixedPieces)
{
    private readonly Dictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> _scores =
        scores.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The pieces of a text; characters without a piece stand alone.</summary>
    public IEnumerable<string> Merge(string text)
    {
        var symbols = Cut(text);
        var queue = new PriorityQueue<Pair, (float Score, int Left)>();
        for (var i = 1; i < symbols.Count; i++)
        {
            Offer(text, symbols, i - 1, i, queue);
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            var (left, right) = (symbols[pair.Left], symbols[pair.Right]);
            if (left.Length == 0 || right.Length == 0 || left.Length + right.Length != pair.Length)
            {
                // One of the two has become part of another meanwhile.
                continue;
            }

            symbols[pair.Left] = left with { Length = pair.Length, Next = right.Next };
            symbols[pair.Right] = right with { Length = 0 };
            if (right.Next >= 0)
            {
                symbols[right.Next] = symbols[right.Next] with { Previous = pair.Left };
            }

            Offer(text, symbols, left.Previous, pair.Left, queue);
            Offer(text, symbols, pair.Left, right.Next, queue);
        }

        return symbols.Where(symbol => symbol.Length > 0).Select(symbol => text.Substring(symbol.Start, symbol.Length));
    }

    /// <summary>One symbol for each character, or fixed piece.</summary>
    private List<Symbol> Cut(string text)
    {
        var symbols = new List<Symbol>(text.Length);
        for (var at = 0; at < text.Length; at += symbols[^1].Length)
        {
            var here = at;
            var own = fixedPieces.FirstOrDefault(piece => string.CompareOrdinal(text, here, piece, 0, piece.Length) == 0);
            var length = own?.Length ?? (char.IsHighSurrogate(text[at]) ? 2 : 1);
            var next = at + length < text.Length ? symbols.Count + 1 : -1;
            symbols.Add(new Symbol(at, length, own is not null, symbols.Count - 1, next));
        }

        return symbols;
    }

    private void Offer(string text, List<Symbol> symbols, int left, int right, PriorityQueue<Pair, (float Score, int Left)> queue)
    {
        if (left < 0 || right < 0 || symbols[left].IsFixed || symbols[right].IsFixed)
        {
            return;
        }

        var length = symbols[left].Length + symbols[right].Length;
        if (_scores.TryGetValue(text.AsSpan(symbols[left].Start, length), out var score))
        {
            // The queue gives the lowest first.
            queue.Enqueue(new Pair(left, right, length), (-score, left));
        }
    }

    private readonly record struct Symbol(int Start, int Length, bool IsFixed, int Previous, int Next);

    private readonly record struct Pair(int Left, int Right, int Length);
}
