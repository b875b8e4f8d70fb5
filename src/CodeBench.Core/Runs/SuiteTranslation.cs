using CodeBench.Core.Problems.Translations;

namespace CodeBench.Core.Runs;

/// <summary>A suite in another language.</summary>
public sealed record SuiteTranslation
{
    /// <summary>The language's definition.</summary>
    public required Translation Translation { get; init; }

    /// <summary>The problems that could be translated, in the suite's order.</summary>
    public required IReadOnlyList<TranslatedProblem> Problems { get; init; }

    /// <summary>The problems that could not, with what first stood in the way.</summary>
    public required IReadOnlyList<LeftOut> LeftOutProblems { get; init; }

    /// <summary>Statements that the tests of translated problems lack; empty where partial translations are not wanted.</summary>
    public required IReadOnlyList<LeftOut> LeftOutTests { get; init; }
}
