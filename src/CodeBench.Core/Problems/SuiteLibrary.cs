using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>From the name of a suite to its problems: the catalogue, the files and the reader together.</summary>
public sealed class SuiteLibrary(SuiteCatalog catalog, BenchmarkFiles files)
{
    /// <summary>The suites.</summary>
    public SuiteCatalog Catalog { get; } = catalog;

    /// <summary>Their files.</summary>
    public BenchmarkFiles Files { get; } = files;

    /// <summary>Reads the problems that a selection asks for, a set for each language.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="languages">Ids of languages, aliases already resolved; empty for all languages of the suite.</param>
    /// <exception cref="InvalidInputException">No such suite, a language that it does not have, no file, or a wrong file.</exception>
    public IReadOnlyList<ProblemSet> Load(SuiteName suite, IReadOnlyList<string> languages) => throw new NotImplementedException();
}
