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

    /// <summary>Files beside the program.</summary>
    public IReadOnlyList<SourceFile> Data { get; init; } = [];

    /// <summary>The names of the files that it is to leave.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>Where its tests are inputs, the names of their groups: each has a run and then a check among the steps.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Whether what came of each input is recorded.</summary>
    public bool RecordsAll { get; init; }

    /// <summary>The least processor time that a program has used which used up a limit of it; null for that of the last step.</summary>
    public TimeSpan? LeastLimit { get; init; }

    /// <summary>The command of the helper that starts its warm run steps; empty where there are none, or none is in use.</summary>
    public IReadOnlyList<string> Helper => Language.Helper is { } helper && Steps.Any(step => step.Warm && step.Kind != StepKind.Compile) ? helper.Command : [];

    /// <summary>The command of the server that does its warm compile steps; empty where there are none, or none is in use.</summary>
    public IReadOnlyList<string> CompileServer =>
        Language.CompileServer is { } server && Steps.Any(step => step.Warm && step.Kind == StepKind.Compile) ? server.Command : [];

    /// <summary>What a sandbox runs: with what prints the word, or, where there is no word, without.</summary>
    /// <remarks>Where there are checks, they are told the word, and the program is not.</remarks>
    public SourceProgram Seal(ProofWord? word)
    {
        if (word is null || Groups.Count == 0)
        {
            return Seal("", word);
        }

        var program = Seal("", null);
        return program with { Files = [.. program.Files.Select(file => IsOfACheck(file) ? file with { Content = ProofPlacement.WithWord(file.Content, word) } : file)] };
    }

    /// <summary>The same with a test between the last one and the epilogue that nothing can pass: the control run of a program that passed.</summary>
    /// <exception cref="InvalidOperationException">The language has no control.</exception>
    public SourceProgram SealControl(ProofWord word) => Language.Control.Length > 0
        ? Seal(Language.Control, word)
        : throw new InvalidOperationException($"{Language.Id} has no control.");

    private SourceProgram Seal(string control, ProofWord? word)
    {
        // Where there is no epilogue, a companion has both.
        var proof = Language.Epilogue.Length == 0 || control.Length == 0 ? Language.Epilogue : $"{control}\n{Language.Epilogue}";
        var text = word is null ? Text : ProofPlacement.Place(Language, Text, ProofPlacement.WithWord(proof, word));
        return new SourceProgram
        {
            Files = [new SourceFile(Language.FileName, text), .. ProofPlacement.Companions(Language, Text, control, word), .. Data],
            Results = Results,
            Steps = Steps,
            Helper = Helper,
            CompileServer = CompileServer,
            Environment = Language.Environment,
        };
    }

    private bool IsOfACheck(SourceFile file) => file.Step is { } step && Steps[step].Kind == StepKind.Check;
}
