using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Reports.References;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Setup;

/// <summary>The checkout that is measured, and the benchmark files that it finds.</summary>
/// <param name="Root">The folder of CodeBench.sln.</param>
/// <param name="Data">Benchmark files of others: CODEBENCH_DATA, else shared/data beside the checkout; null where there are none.</param>
internal sealed record Installation(string Root, string? Data)
{
    /// <summary>The language of the suites that are measured.</summary>
    public const string LanguageId = "python";

    /// <summary>The launcher.</summary>
    public string Launcher => Path.Combine(Root, "codebench");

    /// <summary>Where results are written by default.</summary>
    public string Results => Path.Combine(Root, "bench", "results");

    /// <summary>Finds the checkout that this program was built from.</summary>
    /// <param name="environment">Reads a variable of the environment.</param>
    /// <param name="program">The folder that the program lies in.</param>
    public static Installation Find(Func<string, string?> environment, string program)
    {
        var folder = environment("CODEBENCH_ROOT") is { Length: > 0 } named ? new DirectoryInfo(named) : new DirectoryInfo(program);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CodeBench.sln")))
        {
            folder = folder.Parent;
        }

        var root = folder?.FullName ?? throw new MachineNotAbleException($"No folder above {program} holds CodeBench.sln: run bench/run.");
        var data = environment("CODEBENCH_DATA") is { Length: > 0 } given ? given : Path.Combine(root, "..", "shared", "data");
        return new Installation(root, Directory.Exists(data) ? Path.GetFullPath(data) : null);
    }

    /// <summary>The language of the suites, or another by its id.</summary>
    public Language Language(string id = LanguageId) => LanguageCatalog.Read(Path.Combine(Root, "languages")).Find(id);

    /// <summary>The languages, by id, that a suite has files of.</summary>
    public IReadOnlyList<string> LanguagesOf(string suite) => SuiteCatalog.Read(Path.Combine(Root, "problems")).Suites.Single(item => item.Name == suite).Languages;

    /// <summary>A suite, read as the product reads it.</summary>
    /// <exception cref="InvalidInputException">There is no such suite, or its file is nowhere.</exception>
    public SuiteRun Suite(string name, string language = LanguageId)
    {
        if (!SuiteName.TryParse(name, out var suite))
        {
            throw new InvalidInputException(new Fault("--suite", null, null, $"\"{name}\" is no name of a suite"));
        }

        var library = new SuiteLibrary(SuiteCatalog.Read(Path.Combine(Root, "problems")), Files());
        return new SuiteRunLoader(library, LanguageCatalog.Read(Path.Combine(Root, "languages")))
            .Load([new SuiteSelection(suite, [language])], null, ProblemShare.All)[0];
    }

    /// <summary>What writes reports.</summary>
    public ReportingStage Reporting() => new(new ReferenceLibrary(PublishedFileReader.Read(Path.Combine(Root, "problems")), Files()));

    private BenchmarkFiles Files() => new(BenchmarkFolders.FromEnvironment(variable =>
        variable == "CODEBENCH_DATA" ? Data : Environment.GetEnvironmentVariable(variable)));
}
