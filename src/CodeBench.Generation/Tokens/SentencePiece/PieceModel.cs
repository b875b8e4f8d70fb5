namespace CodeBench.Generation.Tokens.SentencePiece;

/// <summary>What a SentencePiece file says, with the defaults of its format.</summary>
internal sealed class PieceModel
{
    /// <summary>The pieces by id.</summary>
    public List<Piece> Pieces { get; } = [];

    /// <summary>1 unigram, 2 BPE, 3 word, 4 char.</summary>
    public int Algorithm { get; set; } = 1;

    /// <summary>The begin of a sequence; negative for none.</summary>
    public int Bos { get; set; } = 1;

    /// <summary>The end of a sequence; negative for none.</summary>
    public int Eos { get; set; } = 2;

    /// <summary>The normalizer's name.</summary>
    public string Normalizer { get; set; } = "";

    /// <summary>Whether the normalizer changes characters.</summary>
    public bool HasCharacterMap { get; set; }

    /// <summary>Whether a text begins with a space that it does not have.</summary>
    public bool AddsDummyPrefix { get; set; } = true;

    /// <summary>Whether spaces in a row become one.</summary>
    public bool RemovesExtraSpaces { get; set; } = true;

    /// <summary>Whether spaces are written as U+2581.</summary>
    public bool EscapesSpaces { get; set; } = true;

    /// <summary>Whether spaces belong to the word before.</summary>
    public bool SpaceIsSuffix { get; set; }
}
