using CodeBench.Generation.Tokens.Splitting;
using Microsoft.ML.Tokenizers;

namespace CodeBench.Generation.Tokens;

/// <summary>Added tokens first, then the text between them cut into pieces, then each piece by itself made of tokens.</summary>
/// <param name="kind">Where it comes from and how it works.</param>
/// <param name="parts">Its parts.</param>
/// <param name="model">What makes tokens of a piece.</param>
internal sealed class SplittingTokenizer(string kind, SplittingParts parts, Tokenizer model) : ITokenizer
{
    private readonly AddedTokenSplit _rawTokens = new(parts.Added.Where(token => !token.Normalized));
    private readonly AddedTokenSplit _normalizedTokens = new(parts.Added.Where(token => token.Normalized));

    private readonly Dictionary<int, string> _marks =
        parts.Added.Where(token => token.Special).DistinctBy(token => token.Id).ToDictionary(token => token.Id, token => token.Content);

    /// <inheritdoc/>
    public int VocabularySize => parts.Bytes.Count;

    /// <inheritdoc/>
    public string Kind => kind;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> BytesOf(int id) => parts.Bytes[id];

    /// <inheritdoc/>
    public string? MarkOf(int id) => _marks.GetValueOrDefault(id);

    /// <inheritdoc/>
    public IReadOnlyList<int> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        foreach (var (between, token) in _rawTokens.Split(WellFormedText.Of(text)))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
            }
            else
            {
                EncodeNormalized(parts.Normalize(between!), ids);
            }
        }

        return ids;
    }

    private void EncodeNormalized(string text, List<int> ids)
    {
        foreach (var (between, token) in _normalizedTokens.Split(text))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            IEnumerable<string> pieces = [between!];
            foreach (var split in parts.Splits)
            {
                pieces = pieces.SelectMany(split.Split);
            }

            foreach (var piece in pieces)
            {
                EncodePiece(piece, ids);
            }
        }
    }

    private void EncodePiece(string piece, List<int> ids)
    {
        if (parts.WholePieces is not null && parts.WholePieces.TryGetValue(ByteAlphabet.Write(piece), out var whole))
        {
            ids.Add(whole);
        }
        else
        {
            ids.AddRange(model.EncodeToIds(piece, considerPreTokenization: false, considerNormalization: false));
        }
    }
}
