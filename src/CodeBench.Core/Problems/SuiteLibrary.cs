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
    /// <param name="name">The suite.</param>
    /// <param name="languages">Ids of languages, aliases already resolved; empty for all languages of the suite.</param>
    /// <exception cref="InvalidInputException">
    /// No such suite, a language that it does not have, no file, or a wrong file: all faults at once.
    /// </exception>
    public IReadOnlyList<ProblemSet> Load(SuiteName name, IReadOnlyList<string> languages)
    {
        var (suite, version) = Catalog.Find(name);
        var faults = new FaultCollector();
        var sets = FilesOf(suite, version, languages, faults)
            .Select(file => faults.Try(() => ProblemReader.Read(suite, version, file, Files.Find(suite, file))))
            .OfType<ProblemSet>()
            .ToList();
        faults.ThrowIfAny();
        return sets;
    }

    /// <summary>The files that a selection asks for, a file for each language, whether or not they are on this machine.</summary>
    /// <param name="name">The suite.</param>
    /// <param name="languages">Ids of languages, aliases already resolved; empty for all languages of the suite.</param>
    /// <exception cref="InvalidInputException">No such suite, or languages that it does not have: all of them.</exception>
    public IReadOnlyList<BenchmarkFile> FilesOf(SuiteName name, IReadOnlyList<string> languages)
    {
        var (suite, version) = Catalog.Find(name);
        var faults = new FaultCollector();
        var files = FilesOf(suite, version, languages, faults);
        faults.ThrowIfAny();
        return files;
    }

    private static List<BenchmarkFile> FilesOf(Suite suite, SuiteVersion version, IReadOnlyList<string> languages, FaultCollector faults)
    {
        var files = new List<BenchmarkFile>();
        var wanted = languages.Count == 0 ? [.. version.Files.Select(file => file.Language)] : languages.Distinct(StringComparer.Ordinal);
        foreach (var language in wanted)
        {
            if (version.Files.FirstOrDefault(file => file.Language == language) is { } file)
            {
                files.Add(file);
                continue;
            }

            var known = Suggestion.For(language, version.Files.Select(file => file.Language));
            faults.Add(new Fault("--suite", null, null, $"{suite.NameOf(version)} has no problems in {language}. {known}"));
        }

        return files;
    }
}
