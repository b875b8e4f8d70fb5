using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads problems/&lt;suite&gt;/suite.yaml, strictly: what it does not know it refuses.</summary>
public static class SuiteReader
{
    /// <summary>The file's name in a suite's folder.</summary>
    public const string FileName = "suite.yaml";

    /// <summary>Reads the suite of a folder.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with the file, each with its line and field.</exception>
    public static Suite Read(string folder) => throw new NotImplementedException();
}
