using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

/// <summary>The suite of <see cref="SuiteText"/>, read.</summary>
internal static class TinySuite
{
    /// <summary>Its problems: tasks 2 and 3.</summary>
    public static ProblemSet Load(string records = SuiteText.Records, string suite = SuiteText.Right)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tiny/suite.yaml", suite);
        folder.Write("tiny/tiny.jsonl", records);
        var files = new BenchmarkFiles(new BenchmarkFolders { Cache = folder.PathOf("cache") });
        return new SuiteLibrary(SuiteCatalog.Read(folder.Path), files).Load(new SuiteName("tiny", null), [])[0];
    }
}
