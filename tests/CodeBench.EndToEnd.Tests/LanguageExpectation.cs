namespace CodeBench.EndToEnd.Tests;

/// <summary>What is expected of a language: an entry of multipl-e.yaml.</summary>
internal sealed record LanguageExpectation
{
    public string Language { get; init; } = "";

    /// <summary>MultiPL-E's name for it, in the names of files.</summary>
    public string Short { get; init; } = "";

    /// <summary>The name in MultiPL-E's check of its evaluators; null where it has none.</summary>
    public string? Evaluator { get; init; }

    /// <summary>How many recorded programs must get the recorded verdict at least; 0 where nothing is recorded.</summary>
    public int Recorded { get; init; }

    /// <summary>The recorded programs whose verdicts differ.</summary>
    public List<string> Otherwise { get; init; } = [];

    /// <summary>How many of a hundred answers must pass at least; 0 where there are none.</summary>
    public int Answers { get; init; }

    /// <summary>The same of the answers that the gate judges, where they fare worse than all; null where they do not.</summary>
    public int? AnswersOfSome { get; init; }
}
