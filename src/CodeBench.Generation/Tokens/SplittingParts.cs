using CodeBench.Generation.Tokens.Splitting;

namespace CodeBench.Generation.Tokens;

/// <summary>What a tokenizer that splits first is made of, besides the model of a piece.</summary>
/// <param name="Added">The tokens that are found first.</param>
/// <param name="Normalize">What is done to the text between them.</param>
/// <param name="Splits">The splits, each done to the pieces of the one before.</param>
/// <param name="WholePieces">Tokens in the byte alphabet that a whole piece becomes even where no merges lead there; null for none.</param>
/// <param name="Bytes">The bytes of all ids.</param>
internal sealed record SplittingParts(
    IReadOnlyList<AddedToken> Added,
    Func<string, string> Normalize,
    IReadOnlyList<TextSplit> Splits,
    IReadOnlyDictionary<string, int>? WholePieces,
    TokenBytes Bytes);
