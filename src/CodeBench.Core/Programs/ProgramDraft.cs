using CodeBench.Core.Languages;

namespace CodeBench.Core.Programs;

/// <summary>
/// A program that lacks only its proof word: the same solution and tests give the same draft, so a cache can be keyed on it.
/// </summary>
public sealed record ProgramDraft
{
    /// <summary>The language that it is written in.</summary>
    public required Language Language { get; init; }

    /// <summary>Solution and tests, without the epilogue.</summary>
    public required string Text { get; init; }

    /// <summary>The commands with their limits.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>What a sandbox runs: with the epilogue that prints the word, or, where there is no word, without any epilogue.</summary>
    public SourceProgram Seal(ProofWord? word)
    {
        var text = word is null
            ? Text
            : $"{Text}\n{Language.Epilogue.Replace(Language.WordMark, word.Text, StringComparison.Ordinal)}";
        return new SourceProgram
        {
            Files = [new SourceFile(Language.FileName, text)],
            Steps = Steps,
            Environment = Language.Environment,
        };
    }
}
