using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Finds the files of suites by their SHA-256, whatever they are called: only files of the right size are hashed.</summary>
public sealed class BenchmarkFiles(BenchmarkFolders folders)
{
    /// <summary>The folders that are searched.</summary>
    public BenchmarkFolders Folders { get; } = folders;

    /// <summary>The path of a suite's file; null where it is nowhere.</summary>
    public string? TryFind(Suite suite, BenchmarkFile file) => throw new NotImplementedException();

    /// <summary>The path of a suite's file.</summary>
    /// <exception cref="InvalidInputException">It is nowhere; the message says where it was looked for and how to get it.</exception>
    public string Find(Suite suite, BenchmarkFile file) => throw new NotImplementedException();
}
