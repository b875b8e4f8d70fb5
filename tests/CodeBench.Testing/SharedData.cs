using Xunit;

namespace CodeBench.Testing;

/// <summary>Benchmark data of others, which is never committed: below CODEBENCH_DATA, else in shared/data beside the repository.</summary>
public static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The full path of a file or folder; skips the running test, and says why, where it is absent.</summary>
    /// <param name="relativePath">With forward slashes: "humaneval/HumanEval.jsonl.gz".</param>
    public static string Require(string relativePath)
    {
        var path = Root is null ? null : Path.Combine(Root, relativePath);
        Assert.SkipUnless(
            path is not null && Path.Exists(path),
            $"{relativePath} is not on this machine: set CODEBENCH_DATA to the folder that holds it.");
        return path!;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("CODEBENCH_DATA");
        var folder = string.IsNullOrEmpty(named) ? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data")) : named;
        return Directory.Exists(folder) ? folder : null;
    }
}
