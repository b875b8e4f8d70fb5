namespace CodeBench.Generation.Tokens.Reading;

/// <summary>A tokenizer, and what its own files say of the ends of a sequence.</summary>
/// <param name="Tokenizer">The tokenizer.</param>
/// <param name="OwnBos">The id that its own files want before every prompt; null where they want none.</param>
/// <param name="OwnEos">The ids that its own files name as ends.</param>
internal sealed record ReadTokenizer(ITokenizer Tokenizer, int? OwnBos, IReadOnlyList<int> OwnEos);
