using System.Diagnostics.CodeAnalysis;

namespace CodeBench.Core.Problems;

/// <summary>The problems of one version of a suite in one language, in the order of their file.</summary>
public sealed record ProblemSet
{
    private readonly Dictionary<string, Problem> _byName = [];

    /// <summary>The suite.</summary>
    public required Suite Suite { get; init; }

    /// <summary>The version of its data.</summary>
    public required SuiteVersion Version { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>The problems to be solved.</summary>
    public required IReadOnlyList<Problem> Problems
    {
        get;
        init
        {
            field = value;
            _byName = Index(value);
        }
    }

    /// <summary>All records of the file by task id, also those outside the version: solved examples come from there.</summary>
    public required IReadOnlyDictionary<string, Problem> Records { get; init; }

    /// <summary>The file that it was read from.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of that file's uncompressed content, lower-case hexadecimal: the data's version, for run.json.</summary>
    public required string ContentSha256 { get; init; }

    /// <summary>How the prompts are varied, and with them what solutions begin with; null where they are as they are.</summary>
    public string? PromptVariant { get; init; }

    /// <summary>The suite's name, version and variant.</summary>
    public SuiteName SuiteName => Suite.NameOf(Version) with { PromptVariant = PromptVariant };

    /// <summary>The suite's name as it stands in files: "mbpp@sanitized".</summary>
    public string Name => SuiteName.ToString();

    /// <summary>Finds a problem by any name that samples use for it: "MBPP/11", "Mbpp/11", "11".</summary>
    public bool TryFind(string taskName, [NotNullWhen(true)] out Problem? problem) => _byName.TryGetValue(taskName, out problem);

    private static Dictionary<string, Problem> Index(IReadOnlyList<Problem> problems)
    {
        var index = new Dictionary<string, Problem>(StringComparer.OrdinalIgnoreCase);
        foreach (var problem in problems)
        {
            index.TryAdd(problem.TaskId, problem);
            index.TryAdd(problem.TaskId[(problem.TaskId.LastIndexOf('/') + 1)..], problem);
        }

        return index;
    }
}
