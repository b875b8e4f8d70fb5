using System.Text;
using CodeBench.Generation.Tokens.Splitting;

namespace CodeBench.Generation.Tokens.SentencePiece;

/// <summary>A SentencePiece model of kind BPE.</summary>
/// <remarks>
/// Where the model adds a space before a text (Llama 2 does), the bytes of the text's ids begin with that space: an answer's ids
/// give the answer's bytes exactly, a whole text's ids give one space and the text. The character U+2581 becomes a space, as it does in SentencePiece.
/// </remarks>
internal sealed class PieceTokenizer : ITokenizer
{
    private const char Space = '\u2581';

    private readonly AddedTokenSplit _added;
    private readonly PieceMerger _merger;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly int?[] _byteIds = new int?[256];
    private readonly TokenBytes _bytes;
    private readonly Dictionary<int, string> _marks;
    private readonly int _unknown;
    private readonly PrefixRule _prefix;

    /// <summary>A tokenizer of these pieces.</summary>
    /// <param name="model">The model: its normalizer does nothing but the prefix.</param>
    /// <param name="added">Added tokens besides the model's own control pieces.</param>
    /// <param name="special">Pieces of texts that are marks all the same, as Gemma's turns are: they are encoded as pieces, and decoded as special tokens.</param>
    /// <param name="prefix">Where a space is put before the text.</param>
    public PieceTokenizer(PieceModel model, IReadOnlyList<AddedToken> added, IReadOnlyList<AddedToken> special, PrefixRule prefix)
    {
        _prefix = prefix;
        _unknown = model.Pieces.FindIndex(piece => piece.Kind == PieceKind.Unknown);
        var bytes = new Dictionary<int, byte[]>();
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            bytes[id] = Take(id, model.Pieces[id]);
        }

        foreach (var token in added)
        {
            bytes[token.Id] = token.Special ? [] : Encoding.UTF8.GetBytes(token.Content);
        }

        foreach (var token in special)
        {
            bytes[token.Id] = [];
        }

        var marks = model.Pieces.Select((piece, id) => (piece, id))
            .Where(pair => pair.piece.Kind is PieceKind.Control or PieceKind.Unknown && pair.piece.Text.Length > 0)
            .Select(pair => new AddedToken(pair.id, pair.piece.Text, Special: true));
        var all = marks.Concat(added).DistinctBy(token => token.Content).ToList();
        _added = new AddedTokenSplit(all);
        _marks = all.Where(token => token.Special).Concat(special).DistinctBy(token => token.Id).ToDictionary(token => token.Id, token => token.Content);
        _bytes = new TokenBytes(bytes);
        _merger = new PieceMerger(
            _ids.ToDictionary(pair => pair.Key, pair => model.Pieces[pair.Value].Score, StringComparer.Ordinal),
            [.. model.Pieces.Where(piece => piece.Kind == PieceKind.UserDefined).Select(piece => piece.Text).OrderByDescending(text => text.Length)]);
    }

    /// <inheritdoc/>
    public int VocabularySize => _bytes.Count;

    /// <inheritdoc/>
    public string Kind => "tokenizer.model, SentencePiece BPE";

    /// <inheritdoc/>
    public ReadOnlySpan<byte> BytesOf(int id) => _bytes[id];

    /// <inheritdoc/>
    public string? MarkOf(int id) => _marks.GetValueOrDefault(id);

    /// <inheritdoc/>
    public IReadOnlyList<int> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        foreach (var (between, token) in _added.Split(WellFormedText.Of(text)))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            var hasPrefix = _prefix == PrefixRule.EveryText || (_prefix == PrefixRule.FirstText && ids.Count == 0);
            var escaped = (hasPrefix ? " " + between : between!).Replace(' ', Space);
            foreach (var piece in _merger.Merge(escaped))
            {
                Add(piece, ids);
            }
        }

        return ids;
    }

    private void Add(string piece, List<int> ids)
    {
        if (_ids.TryGetValue(piece, out var id))
        {
            ids.Add(id);
            return;
        }

        foreach (var one in Encoding.UTF8.GetBytes(piece))
        {
            if (_byteIds[one] is not { } byteId)
            {
                ids.Add(_unknown);
                return;
            }

            ids.Add(byteId);
        }
    }

    private byte[] Take(int id, Piece piece)
    {
        switch (piece.Kind)
        {
            case PieceKind.Normal or PieceKind.UserDefined:
                _ids.TryAdd(piece.Text, id);
                return Encoding.UTF8.GetBytes(piece.Text.Replace(Space, ' '));
            case PieceKind.Byte:
                var one = Convert.FromHexString(piece.Text.AsSpan(3, 2));
                _byteIds[one[0]] = id;
                return one;
            default:
                return [];
        }
    }
}
