using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens.Reading;

namespace CodeBench.Generation.Tokens;

/// <summary>Reads the tokenizer of a checkpoint folder.</summary>
public static class TokenizerLoader
{
    /// <summary>Reads the first of these that the folder has: tokenizer.model (SentencePiece, or tiktoken's text), tokenizer.json, vocab.json with merges.txt.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <remarks>How BOS and EOS are found is written in <see cref="SequenceEnds"/>.</remarks>
    /// <exception cref="InvalidInputException">There is no tokenizer, or it has parts that are damaged or not understood: all of them are named.</exception>
    public static CheckpointTokenizer Load(string folder)
    {
        var files = new CheckpointFiles(folder);
        var read = files switch
        {
            _ when files.Has(ModelFileReader.FileName) => ModelFileReader.Read(files),
            _ when files.Has(TokenizerJsonReader.FileName) => TokenizerJsonReader.Read(files),
            _ when files.Has(VocabularyFilesReader.VocabularyFile) && files.Has(VocabularyFilesReader.MergesFile) =>
                VocabularyFilesReader.Read(files),
            _ => throw new InvalidInputException(new Fault(
                folder, null, null, "There is no tokenizer: tokenizer.model, tokenizer.json, or vocab.json with merges.txt is looked for.")),
        };
        return new SequenceEnds(files).Read(read);
    }

    /// <summary>The ids that end an answer, of a folder without a tokenizer: eos_token_id in generation_config.json, else in config.json.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="vocabulary">One more than the highest id that the model knows.</param>
    /// <exception cref="InvalidInputException">A file is damaged, or names an id that is not there.</exception>
    public static IReadOnlyList<int> EosIdsOf(string folder, int vocabulary) => new SequenceEnds(new CheckpointFiles(folder)).EosWithoutTokenizer(vocabulary);
}
