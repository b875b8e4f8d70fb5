namespace CodeBench.Generation.Tokens.SentencePiece;

/// <summary>One piece of a SentencePiece model; its id is its place.</summary>
/// <param name="Text">Its text, with U+2581 for spaces.</param>
/// <param name="Score">How early it is made: the higher, the earlier.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Piece(string Text, float Score, PieceKind Kind);
