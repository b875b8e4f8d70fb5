namespace CodeBench.Generation.Tokens;

/// <summary>A token that is found in the text before anything else is done to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text, not empty.</param>
/// <param name="Special">Whether it is a mark for the model, which belongs to no text: it has no bytes.</param>
/// <param name="Normalized">Whether it is looked for in the normalized text, after those that are looked for in the text as it is.</param>
/// <param name="StripsLeft">Whether it takes the white space before it.</param>
/// <param name="StripsRight">Whether it takes the white space after it.</param>
internal sealed record AddedToken(
    int Id, string Content, bool Special, bool Normalized = false, bool StripsLeft = false, bool StripsRight = false);
