using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

public sealed class RealSuiteTests
{
    [Theory]
    [InlineData("humaneval", "humaneval", 164, "HumanEval/0", "HumanEval/163")]
    [InlineData("mbpp", "mbpp", 500, "MBPP/11", "MBPP/510")]
    [InlineData("mbpp@all", "mbpp", 974, "MBPP/1", "MBPP/974")]
    [InlineData("mbpp@validation", "mbpp", 90, "MBPP/511", "MBPP/600")]
    [InlineData("mbpp@train", "mbpp", 374, "MBPP/601", "MBPP/974")]
    [InlineData("mbpp@prompt", "mbpp", 10, "MBPP/1", "MBPP/10")]
    [InlineData("mbpp@sanitized", "mbpp", 427, "MBPP/2", "MBPP/809")]
    [InlineData("humaneval+", "evalplus", 164, "HumanEval/0", "HumanEval/163")]
    [InlineData("humaneval+@0.1.9", "evalplus", 164, "HumanEval/0", "HumanEval/163")]
    [InlineData("humaneval+@mini", "evalplus", 164, "HumanEval/0", "HumanEval/163")]
    [InlineData("humaneval+@noextreme", "evalplus", 164, "HumanEval/0", "HumanEval/163")]
    [InlineData("mbpp+", "evalplus", 378, "Mbpp/2", "Mbpp/809")]
    [InlineData("mbpp+@0.1.0", "evalplus", 399, "Mbpp/2", "Mbpp/809")]
    [InlineData("mbpp+@noextreme", "evalplus", 378, "Mbpp/2", "Mbpp/809")]
    public void Load_RealData_HasItsProblems(string name, string data, int count, string first, string last)
    {
        var suite = TestSuites.Require(name, data);

        Assert.Equal(name, suite.Name);
        Assert.Equal(count, suite.Problems.Count);
        Assert.Equal((first, last), (suite.Problems[0].TaskId, suite.Problems[^1].TaskId));
        Assert.All(suite.Problems, problem => Assert.Equal(name, problem.Suite));
        Assert.All(suite.Problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem.Reference)));
    }

    [Theory]
    [InlineData("multipl-e-humaneval", "cpp 161, csharp 158, java 158, php 161, typescript 159, bash 158, go 154, rust 156, haskell 156, dart 157, swift 158")]
    [InlineData("multipl-e-mbpp", "cpp 397, csharp 386, java 386, php 397, typescript 390, bash 382, go 374, rust 354, haskell 355, dart 381, swift 396")]
    public void Load_RealMultiPlE_HasTheProblemsOfEachLanguage(string name, string counts)
    {
        var library = TestSuites.Library(SharedData.Require("multipl-e"));
        var sets = library.Load(new SuiteName(name, null), []);

        Assert.Equal(25, sets.Count);
        foreach (var expected in counts.Split(", "))
        {
            Assert.Contains(expected, sets.Select(set => $"{set.Language} {set.Problems.Count}"));
        }

        Assert.All(sets.SelectMany(set => set.Problems), problem => Assert.NotEmpty((IReadOnlyList<string>)problem.Fields["stop_tokens"]));
    }

    [Theory]
    [InlineData("humaneval", "humaneval")]
    [InlineData("mbpp@all", "mbpp")]
    public void SlowestReference_OfARealSuite_IsOneOfItsProblems(string name, string data)
    {
        var suite = TestSuites.Require(name, data);

        var slowest = TestSuites.Catalog().Find(new SuiteName(data, null)).Suite.SlowestReference;
        Assert.Contains(suite.Problems, problem => problem.TaskId == slowest!.Problem);
    }

    [Fact]
    public void Load_Starter_NeedsNoDataOfOthers()
    {
        var suite = TestSuites.Library(dataFolder: null).Load(new SuiteName("starter", null), [])[0];

        Assert.True(suite.Problems.Count >= 24);
        Assert.All(suite.Problems, problem => Assert.Contains($"def {problem.EntryPoint}(", (string)problem.Fields["prompt"]));
        Assert.Equal(Path.GetFullPath(Repository.PathOf("problems", "starter", "starter.jsonl")), suite.Path);
    }

    [Fact]
    public void Load_RealHumanEval_KnowsWhatMustBeDefined()
    {
        var suite = TestSuites.Require("humaneval", "humaneval");

        Assert.Equal("has_close_elements", suite.Problems[0].EntryPoint);
        Assert.All(suite.Problems, problem => Assert.Contains($"def {problem.EntryPoint}(", (string)problem.Fields["prompt"]));
    }

    [Fact]
    public void Load_RealMbpp_KeepsCarriageReturnsAndTrailingSpaces()
    {
        var suite = TestSuites.Require("mbpp@prompt", "mbpp");

        Assert.Contains("\r\n", suite.Problems[1].Reference);
        Assert.EndsWith("return (res) ", suite.Problems[1].Reference);
    }

    [Theory]
    [InlineData("11")]
    [InlineData("Mbpp/11")]
    [InlineData("MBPP/11")]
    public void TryFind_NamesThatToolsGiveMbppTasks_AreUnderstood(string name)
    {
        Assert.True(TestSuites.Require("mbpp", "mbpp").TryFind(name, out var problem));
        Assert.Equal("MBPP/11", problem.TaskId);
    }
}
