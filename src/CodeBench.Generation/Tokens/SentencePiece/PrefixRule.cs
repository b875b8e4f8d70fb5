namespace CodeBench.Generation.Tokens.SentencePiece;

/// <summary>Where a space that is not in the text is put before it.</summary>
internal enum PrefixRule
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before a text that no special token comes before.</summary>
    FirstText,

    /// <summary>Before every text between special tokens.</summary>
    EveryText,
}
