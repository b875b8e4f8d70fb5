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

    /// <summary>The command of the helper that starts its warm steps; empty where there are none, or none is in use.</summary>
    public IReadOnlyList<string> Helper => Language.Helper is { } helper && Steps.Any(step => step.Warm) ? helper.Command : [];

    /// <summary>What a sandbox runs: with the epilogue that prints the word, or, where there is no word, without any epilogue.</summary>
    public SourceProgram Seal(ProofWord? word) => Source(word is null ? Text : $"{Text}\n{EpilogueOf(word)}");

    /// <summary>The same with a test between the last one and the epilogue that nothing can pass: the control run of a program that passed.</summary>
    /// <exception cref="InvalidOperationException">The language has no control.</exception>
    public SourceProgram SealControl(ProofWord word) => Language.Control.Length > 0
        ? Source($"{Text}\n{Language.Control}\n{EpilogueOf(word)}")
        : throw new InvalidOperationException($"{Language.Id} has no control.");

    private string EpilogueOf(ProofWord word) => Language.Epilogue.Replace(Language.WordMark, word.Text, StringComparison.Ordinal);

    private SourceProgram Source(string text) => new()
    {
        Files = [new SourceFile(Language.FileName, text)],
        Steps = Steps,
        Helper = Helper,
        Environment = Language.Environment,
    };
}
