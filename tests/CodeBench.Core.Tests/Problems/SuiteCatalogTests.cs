using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

public sealed class SuiteCatalogTests
{
    [Fact]
    public void Read_RepositorysSuites_AreRight()
    {
        var names = TestSuites.Catalog().Suites.Select(suite => suite.Name).ToList();

        Assert.Superset(new HashSet<string> { "humaneval", "mbpp", "starter" }, names.ToHashSet());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData("mbpp", null, "test")]
    [InlineData("mbpp", "test", "test")]
    [InlineData("mbpp", "sanitized", "sanitized")]
    [InlineData("human-eval", null, "full")]
    public void Find_NameOrAlias_GivesSuiteAndVersion(string suite, string? version, string expected) =>
        Assert.Equal(expected, TestSuites.Catalog().Find(new SuiteName(suite, version)).Version.Name);

    [Fact]
    public void Find_UnknownSuite_ListsThoseThereAreAndGuesses()
    {
        var fault = Assert.Throws<InvalidInputException>(() => TestSuites.Catalog().Find(new SuiteName("humanevl", null))).Faults[0];

        Assert.Contains("Did you mean humaneval?", fault.Message);
        Assert.Contains("mbpp", fault.Message);
    }

    [Fact]
    public void Find_UnknownVersion_ListsTheVersions()
    {
        var fault = Assert.Throws<InvalidInputException>(() => TestSuites.Catalog().Find(new SuiteName("mbpp", "sanitised"))).Faults[0];

        Assert.Contains("Did you mean mbpp@sanitized?", fault.Message);
    }

    [Fact]
    public void Read_TwoBrokenSuites_ListsTheFaultsOfBoth()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one/suite.yaml", "- no mapping");
        folder.Write("two/suite.yaml", "- no mapping");
        folder.Write("README.md", "no suite");

        var faults = Assert.Throws<InvalidInputException>(() => SuiteCatalog.Read(folder.Path)).Faults;

        Assert.Equal(2, faults.Count);
    }

    [Fact]
    public void Read_NameTakenTwice_IsAFaultOfTheSecond()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tiny/suite.yaml", SuiteText.Right);
        folder.Write("zoo/suite.yaml", SuiteText.Right.Replace("name: tiny", "name: zoo"));

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => SuiteCatalog.Read(folder.Path)).Faults);

        Assert.Contains("zoo", fault.Where);
        Assert.Contains("small", fault.Message);
    }

    [Fact]
    public void Read_NoFolder_IsAFault() =>
        Assert.Throws<InvalidInputException>(() => SuiteCatalog.Read(Path.Combine(Path.GetTempPath(), "codebench-no-such-folder")));
}
