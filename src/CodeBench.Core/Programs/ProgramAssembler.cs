using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Programs;

/// <summary>Puts programs of one language together: solution and tests of a suite, or whole programs from elsewhere.</summary>
public sealed class ProgramAssembler
{
    /// <summary>An assembler for the programs of a suite.</summary>
    /// <exception cref="InvalidInputException">The suite asks for a variant that the language does not have.</exception>
    public ProgramAssembler(Language language, Suite suite, LimitOverrides overrides) => (Language, Steps) = (language, language.Steps);

    /// <summary>An assembler for whole programs, tests included, that come from elsewhere.</summary>
    public ProgramAssembler(Language language, LimitOverrides overrides) => (Language, Steps) = (language, language.Steps);

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>The commands of every program that it makes, with their limits.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>The largest limits of these commands: what a sandbox must be opened for.</summary>
    public Limits Limits => throw new NotImplementedException();

    /// <summary>A problem's tests behind a completion or solution.</summary>
    public ProgramDraft Assemble(Problem problem, string text, SampleKind kind) => throw new NotImplementedException();

    /// <summary>A whole program.</summary>
    public ProgramDraft Assemble(string program) => new() { Language = Language, Text = program, Steps = Steps };
}
