namespace CodeBench.Core.Problems.Translations;

/// <summary>What came of reading a problem's program.</summary>
/// <param name="Problem">The problem; null where it was refused.</param>
/// <param name="Refusal">Why it was refused; null where it was not.</param>
/// <param name="LeftOut">Statements of the tests that say something else than what a call gives; empty where the problem has all of its tests.</param>
public sealed record ProblemReading(TypedProblem? Problem, Unsaid? Refusal, params IReadOnlyList<Unsaid> LeftOut);
