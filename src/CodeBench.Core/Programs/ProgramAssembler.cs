using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Programs;

/// <summary>Puts programs of one language together: solution and tests of a suite, or whole programs from elsewhere.</summary>
public sealed class ProgramAssembler
{
    private readonly Suite? _suite;

    /// <summary>An assembler for the programs of a suite.</summary>
    /// <exception cref="InvalidInputException">The suite asks for a variant that the language does not have.</exception>
    public ProgramAssembler(Language language, Suite suite, LimitOverrides overrides)
    {
        (Language, _suite) = (language, suite);
        Steps = StepLimits.Apply(StepsOf(language, suite), suite.Limits, overrides);
    }

    /// <summary>An assembler for whole programs, tests included, that come from elsewhere.</summary>
    public ProgramAssembler(Language language, LimitOverrides overrides)
    {
        Language = language;
        Steps = StepLimits.Apply(language.Steps, new SuiteLimits(), overrides);
    }

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>The commands of every program that it makes, with their limits.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>The largest limits of these commands: what a sandbox must be opened for.</summary>
    public Limits Limits => StepLimits.Largest(Steps);

    /// <summary>A problem's tests behind a completion or a solution.</summary>
    /// <exception cref="InvalidOperationException">The assembler is one for whole programs.</exception>
    public ProgramDraft Assemble(Problem problem, string text, SampleKind kind)
    {
        var suite = _suite ?? throw new InvalidOperationException("This assembler was made for whole programs: it knows no suite.");
        var code = kind == SampleKind.Completion ? suite.Code.Render(problem.Fields, ("completion", text)) : text;
        return Assemble(suite.Program.Render(problem.Fields, ("code", code)));
    }

    /// <summary>A whole program.</summary>
    public ProgramDraft Assemble(string program) => new() { Language = Language, Text = program, Steps = Steps };

    private static IReadOnlyList<Step> StepsOf(Language language, Suite suite)
    {
        if (suite.VariantOf(language.Id) is not { } name)
        {
            return language.Steps;
        }

        return language.Variants.FirstOrDefault(variant => variant.Name == name)?.Steps
            ?? throw new InvalidInputException(new Fault(
                Path.Combine(suite.Folder, SuiteReader.FileName),
                null,
                "variant",
                $"{language.Id} has no variant {name}. {Suggestion.For(name, language.Variants.Select(variant => variant.Name))}"));
    }
}
