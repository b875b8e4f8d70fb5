using CodeBench.Core.Problems;

namespace CodeBench.Testing;

/// <summary>The suites of the repository, with their data where this machine has them.</summary>
public static class TestSuites
{
    /// <summary>The suites of problems/.</summary>
    public static SuiteCatalog Catalog() => SuiteCatalog.Read(Repository.PathOf("problems"));

    /// <summary>The problems of a suite; skips the running test where its data are not on this machine.</summary>
    /// <param name="name">"mbpp@sanitized".</param>
    /// <param name="data">What must be there below the shared data: "mbpp".</param>
    /// <param name="language">One of its languages; null for its first.</param>
    public static ProblemSet Require(string name, string data, string? language = null)
    {
        var folder = SharedData.Require(data);
        return Library(folder).Load(SuiteName.TryParse(name, out var suite) ? suite : throw new ArgumentException(name), language is null ? [] : [language])[0];
    }

    /// <summary>The suites of problems/ with the data below one folder.</summary>
    public static SuiteLibrary Library(string? dataFolder) =>
        new(Catalog(), new BenchmarkFiles(new BenchmarkFolders { Cache = Repository.PathOf("no-cache"), Data = dataFolder }));
}
