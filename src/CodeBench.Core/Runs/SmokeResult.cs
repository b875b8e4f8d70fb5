using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Runs;

/// <summary>What came of a smoke program.</summary>
/// <param name="Case">The program.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record SmokeResult(SmokeCase Case, Outcome Outcome)
{
    /// <summary>Whether it got the verdict that it must get.</summary>
    public bool IsAsExpected => Outcome.Verdict == Case.Verdict;
}
