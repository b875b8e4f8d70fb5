namespace CodeBench.Training.Tokens;

/// <summary>A trained byte-level vocabulary. A token's id is its place in <see cref="Tokens"/>.</summary>
/// <param name="Tokens">All tokens in the letters of <see cref="ByteAlphabet"/>: the bytes, the merged ones, and last the end of text.</param>
/// <param name="Merges">The pairs in the order in which they were merged.</param>
public sealed record BpeVocabulary(IReadOnlyList<string> Tokens, IReadOnlyList<(string Left, string Right)> Merges)
{
    /// <summary>The special token that ends every text.</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <summary>The id of <see cref="EndOfText"/>.</summary>
    public int EndOfTextId => Tokens.Count - 1;
}
