namespace CodeBench.Generation.Tokens.SentencePiece;

/// <summary>What a piece is, in the numbers of the file.</summary>
internal enum PieceKind
{
    /// <summary>A part of texts, made by merges.</summary>
    Normal = 1,

    /// <summary>What stands for all that has no piece.</summary>
    Unknown = 2,

    /// <summary>A mark for the model, which belongs to no text.</summary>
    Control = 3,

    /// <summary>A part of texts that is never merged with another.</summary>
    UserDefined = 4,

    /// <summary>A piece that is not to be made.</summary>
    Unused = 5,

    /// <summary>One byte, for characters without a piece.</summary>
    Byte = 6,
}
