namespace CodeBench.Generation.Tokens.Reading;

/// <summary>Reads a tokenizer.model, which may be one of two things.</summary>
internal static class ModelFileReader
{
    /// <summary>The file's name.</summary>
    public const string FileName = "tokenizer.model";

    /// <summary>The tokenizer.</summary>
    /// <exception cref="CodeBench.Core.Faults.InvalidInputException">It is neither, or damaged.</exception>
    public static ReadTokenizer Read(CheckpointFiles files)
    {
        var path = files.Use(FileName);
        using var stream = File.OpenRead(path);
        Span<byte> first = stackalloc byte[64];
        var count = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        return TiktokenReader.Recognizes(first[..count]) ? TiktokenReader.Read(files, path) : SentencePieceReader.Read(files, path);
    }
}
