using CodeBench.Core.Executions;

namespace CodeBench.Core.Scores;

/// <summary>From executions to scores. It needs neither problems nor samples, only verdicts.</summary>
public static class Scorer
{
    /// <summary>The scores of executions in any order; the same sample must not be there twice.</summary>
    public static ScoreSheet Score(IEnumerable<Execution> executions) => throw new NotImplementedException();
}
