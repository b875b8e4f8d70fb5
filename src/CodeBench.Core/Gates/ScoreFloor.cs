using CodeBench.Core.Scores;

namespace CodeBench.Core.Gates;

/// <summary>The least that pass@1 of a suite may be.</summary>
/// <param name="Suite">The suite, with its version where that is not the default.</param>
/// <param name="Language">The language; null for each that the run has of it.</param>
/// <param name="Least">A share from 0 to 1.</param>
public sealed record ScoreFloor(string Suite, string? Language, double Least)
{
    /// <summary>Whether it holds for a score.</summary>
    public bool IsOf(SuiteScore score) => Suite == score.Suite && (Language ?? score.Language) == score.Language;
}
