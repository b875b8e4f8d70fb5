namespace CodeBench.Generation.Tokens;

/// <summary>Turns text into the ids that a checkpoint was trained on, and ids back into bytes.</summary>
public interface ITokenizer
{
    /// <summary>One more than the highest id: what an embedding must hold at least.</summary>
    int VocabularySize { get; }

    /// <summary>Where it comes from and how it works, in two or three words: for run.json and for people.</summary>
    string Kind { get; }

    /// <summary>The ids of a text; no begin-of-sequence id is put before them. Special tokens written out in the text become their ids.</summary>
    /// <param name="text">Any text; half a surrogate pair counts as U+FFFD.</param>
    IReadOnlyList<int> Encode(string text);

    /// <summary>The bytes that an id stands for, often a part of a UTF-8 character. Special tokens, and ids that mean nothing, give none.</summary>
    /// <param name="id">Any number.</param>
    ReadOnlySpan<byte> BytesOf(int id);

    /// <summary>How a special token is written, which stands for no bytes; null for every other id. By default there are no such tokens.</summary>
    /// <param name="id">Any number.</param>
    string? MarkOf(int id) => null;
}
