using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

public sealed class UnsolvableTests : IDisposable
{
    private const string Records = "    records: 3\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ tasks: [Tiny/3], because: broken }", "Tiny/3")]
    [InlineData("{ field: text, pattern: ^t, because: broken }", "Tiny/2", "Tiny/3")]
    [InlineData("{ field: text, pattern: ^one, because: broken }")]
    public void Read_Rule_TellsWhichProblemsCannotBeSolved(string rule, params string[] expected)
    {
        var unsolvable = Load(rule).Problems.Where(problem => problem.Unsolvable is not null).ToList();

        Assert.Equal(expected, unsolvable.Select(problem => problem.TaskId));
        Assert.All(unsolvable, problem => Assert.Equal("broken", problem.Unsolvable));
    }

    [Theory]
    [InlineData("{ field: txt, pattern: a, because: broken }", "field", "Did you mean text?")]
    [InlineData("{ field: tests, pattern: a, because: broken }", "field", "no field of type text")]
    [InlineData("{ field: text, pattern: '(', because: broken }", "pattern", "regular expression")]
    [InlineData("{ tasks: [Tiny/3] }", "because", "missing")]
    [InlineData("{ tasks: [Tiny/3], pattern: a, because: broken }", "pattern", "")]
    public void Read_WrongRule_IsRefused(string rule, string field, string message)
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Load(rule)).Faults);
        Assert.EndsWith(field, fault.Field, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipl-e-humaneval", 158, 110)]
    [InlineData("multipl-e-mbpp", 386, 275)]
    public void Load_RealData_KnowsItsCeiling(string suite, int problems, int solvable)
    {
        var library = TestSuites.Library(SharedData.Require("multipl-e"));
        var set = Assert.Single(library.Load(new SuiteName(suite, null), ["csharp"]));

        Assert.Equal(problems, set.Problems.Count);
        Assert.Equal(solvable, set.Problems.Count(problem => problem.Unsolvable is null));
    }

    [Theory]
    [InlineData("multipl-e-humaneval")]
    [InlineData("multipl-e-mbpp")]
    public void Load_RealData_NamesNoTaskThatThereIsNot(string suite)
    {
        var library = TestSuites.Library(SharedData.Require("multipl-e"));
        foreach (var set in library.Load(new SuiteName(suite, null), []))
        {
            var named = library.Catalog.Find(new SuiteName(suite, null)).Version.Files
                .Where(file => file.Language == set.Language)
                .SelectMany(file => file.Unsolvable).SelectMany(rule => rule.Tasks);
            Assert.Empty(named.Except(set.Problems.Select(problem => problem.TaskId)));
        }
    }

    private ProblemSet Load(string rule)
    {
        _folder.Write("tiny/suite.yaml", SuiteText.Right.Replace(Records, $"{Records}    unsolvable: [{rule}]\n", StringComparison.Ordinal));
        var suite = SuiteReader.Read(_folder.PathOf("tiny"));
        return ProblemReader.Read(suite, suite.Versions[0], suite.Files[0], _folder.Write("tiny.jsonl", SuiteText.Records));
    }
}
