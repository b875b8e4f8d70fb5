using CodeBench.Core.Faults;
using CodeBench.Training.Corpus;

namespace CodeBench.Training.Tests;

public sealed class CorpusBuilderTests
{
    private static readonly IReadOnlyList<CorpusEntry> Corpus = CorpusBuilder.Build(Starter.Problems, Starter.Wrong);

    [Fact]
    public void Build_StarterSuite_HoldsEveryProblemsRightBody()
    {
        var right = Corpus.Where(entry => entry.IsRight).Select(entry => (entry.Prompt, entry.Body)).ToHashSet();
        Assert.All(Starter.Problems, problem => Assert.Contains((problem.Prompt, problem.CanonicalSolution), right));
    }

    [Fact]
    public void Build_StarterSuite_SharesOfEachPromptSumUpToOne()
    {
        var sums = Corpus.GroupBy(entry => entry.TaskId).Select(entries => entries.Sum(entry => entry.Share)).ToList();
        Assert.Equal(Starter.Problems.Count, sums.Count);
        Assert.All(sums, sum => Assert.Equal(1, sum, 9));
    }

    [Fact]
    public void Build_StarterSuite_SomeProblemsAreAlwaysRightAndSomeHardlyEver()
    {
        var right = Corpus.GroupBy(entry => entry.TaskId).Select(entries => entries.Where(entry => entry.IsRight).Sum(entry => entry.Share)).ToList();
        Assert.Contains(right, share => share > 0.999);
        Assert.Contains(right, share => share is > 0 and < 0.2);
        Assert.InRange(right.Average(), 0.4, 0.8);
    }

    [Fact]
    public void Build_WrongBodyOfNoProblemAndProblemWithoutOne_NamesBoth()
    {
        StarterProblem problem = new() { TaskId = "A", Prompt = "def f():\n", CanonicalSolution = "    return 1\n" };
        WrongSolution stray = new() { TaskId = "B", Name = "stray", Completion = "    return 2\n" };
        var fault = Assert.Throws<InvalidInputException>(() => CorpusBuilder.Build([problem], [stray]));
        Assert.Equal(["B", "A"], fault.Faults.Select(item => item.Message.Split(' ')[0]));
    }
}
