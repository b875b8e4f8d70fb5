namespace CodeBench.Core.Problems;

/// <summary>All that is known of a suite: what problems/&lt;suite&gt;/suite.yaml says. No code knows a suite by name.</summary>
public sealed record Suite
{
    /// <summary>Its name: the folder's.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people: "HumanEval".</summary>
    public required string Title { get; init; }

    /// <summary>Other names that commands accept.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Full path of its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The licence of the data.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the data come from, for people.</summary>
    public required string Source { get; init; }

    /// <summary>The versions of its data; the first is the default.</summary>
    public required IReadOnlyList<SuiteVersion> Versions { get; init; }

    /// <summary>A problem's task id, over the fields of its record.</summary>
    public required TextTemplate TaskId { get; init; }

    /// <summary>The name that the solution must define, over the fields; null where the suite has none.</summary>
    public TextTemplate? EntryPoint { get; init; }

    /// <summary>The reference solution, over the fields: a completion of the default style's prompt; null where there is none.</summary>
    public TextTemplate? Reference { get; init; }

    /// <summary>The ways to ask; the first is the default.</summary>
    public required IReadOnlyList<PromptStyle> Styles { get; init; }

    /// <summary>
    /// The solution that a completion stands for, over the fields and `completion`: with the prompt in front where that is part of it.
    /// </summary>
    public required TextTemplate Code { get; init; }

    /// <summary>The whole program, over the fields and `code`: the solution with its tests; the code alone where the tests are inputs.</summary>
    public required TextTemplate Program { get; init; }

    /// <summary>Tests that are inputs; null where the program holds its tests.</summary>
    public InputTests? Tests { get; init; }

    /// <summary>The language's variant that runs its programs; null for the language's own steps. Files of other languages than the suite's own name theirs.</summary>
    public string? Variant { get; init; }

    /// <summary>The language that is meant where none is named; null for all that there are.</summary>
    public string? OwnLanguage { get; init; }

    /// <summary>Its limits.</summary>
    public SuiteLimits Limits { get; init; } = new();

    /// <summary>Which of its reference solutions takes longest, of all versions; null where that was not measured.</summary>
    public SlowestReference? SlowestReference { get; init; }

    /// <summary>The default version.</summary>
    public SuiteVersion DefaultVersion => Versions[0];

    /// <summary>The languages that any of its versions has, in order, each once.</summary>
    public IReadOnlyList<string> Languages => [.. Versions.SelectMany(version => version.Files).Select(file => file.Language).Distinct()];

    /// <summary>The variant of a language that runs its programs; null for the language's own steps.</summary>
    public string? VariantOf(string language) =>
        OwnLanguage is not null && language != OwnLanguage && Files.FirstOrDefault(file => file.Language == language) is { } file ? file.Variant : Variant;

    /// <summary>The files of all its versions, each once.</summary>
    public IReadOnlyList<BenchmarkFile> Files => [.. Versions.SelectMany(version => version.Files).DistinctBy(file => file.Name)];

    /// <summary>The name of a version as it stands in files: the plain name for the default version.</summary>
    public SuiteName NameOf(SuiteVersion version) => new(Name, version.Name == DefaultVersion.Name ? null : version.Name);
}
