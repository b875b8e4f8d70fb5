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
    public static SuiteCatalog Read(string problemsFolder)
    {
        var faults = new FaultCollector();
        var suites = DataFolder.ReadAll(problemsFolder, SuiteReader.FileName, SuiteReader.Read, faults);
        DataFolder.FailSharedNames(
            suites, suite => Path.Combine(suite.Folder, SuiteReader.FileName), suite => [suite.Name, .. suite.Aliases], faults);
        faults.ThrowIfAny();
        return new SuiteCatalog(suites);
    }

    /// <summary>The suite and the version that a name stands for; aliases count.</summary>
    /// <exception cref="InvalidInputException">There is none; the message lists those that are there.</exception>
    public (Suite Suite, SuiteVersion Version) Find(SuiteName name)
    {
        var suite = Suites.FirstOrDefault(suite => suite.Name == name.Suite || suite.Aliases.Contains(name.Suite))
            ?? throw Unknown($"There is no suite {name.Suite}.", name.Suite, Suites.Select(suite => suite.Name));
        var version = name.Version is null
            ? suite.DefaultVersion
            : suite.Versions.FirstOrDefault(version => version.Name == name.Version)
                ?? throw Unknown(
                    $"The suite {suite.Name} has no version {name.Version}.",
                    name.ToString(),
                    suite.Versions.Select(version => suite.NameOf(version).ToString()));
        return (suite, version);
    }

    private static InvalidInputException Unknown(string message, string wrong, IEnumerable<string> known) =>
        new(new Fault("--suite", null, null, $"{message} {Suggestion.For(wrong, known)}"));
}
