using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>All suites of a problems/ folder.</summary>
public sealed class SuiteCatalog
{
    private SuiteCatalog(IReadOnlyList<Suite> suites) => Suites = suites;

    /// <summary>The suites, by name.</summary>
    public IReadOnlyList<Suite> Suites { get; }

    /// <summary>Reads every folder that has a suite.yaml.</summary>
    /// <exception cref="InvalidInputException">There is no such folder, or some suite.yaml is wrong: all faults of all of them.</exception>
    public static SuiteCatalog Read(string problemsFolder) => throw new NotImplementedException();

    /// <summary>The suite and the version that a name stands for; aliases count.</summary>
    /// <exception cref="InvalidInputException">There is none; the message lists those that are there.</exception>
    public (Suite Suite, SuiteVersion Version) Find(SuiteName name) => throw new NotImplementedException();
}
