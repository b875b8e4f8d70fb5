namespace CodeBench.Training.Tests;

/// <summary>The form of the starter suite's files; that references pass and wrong solutions fail is shown in containers.</summary>
public sealed class StarterSuiteTests
{
    [Fact]
    public void Problems_AreNumberedAndInHumanEvalsForm()
    {
        Assert.True(Starter.Problems.Count >= 24);
        Assert.Equal(Enumerable.Range(0, Starter.Problems.Count).Select(i => $"Starter/{i}"), Starter.Problems.Select(problem => problem.TaskId));
        Assert.All(Starter.Problems, problem =>
        {
            Assert.Contains("\n    >>> ", problem.Prompt, StringComparison.Ordinal);
            Assert.EndsWith("\n    \"\"\"\n", problem.Prompt, StringComparison.Ordinal);
            Assert.StartsWith("    ", problem.CanonicalSolution, StringComparison.Ordinal);
            Assert.EndsWith("\n", problem.CanonicalSolution, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void WrongSolutions_AreTwoOrMoreForEachProblem_WithNamesOfTheirOwn()
    {
        var counts = Starter.Wrong.CountBy(solution => solution.TaskId).ToDictionary();
        Assert.All(Starter.Problems, problem => Assert.True(counts.GetValueOrDefault(problem.TaskId) >= 2, problem.TaskId));
        Assert.Equal(Starter.Wrong.Count, Starter.Wrong.Select(solution => (solution.TaskId, solution.Name)).Distinct().Count());
    }
}
