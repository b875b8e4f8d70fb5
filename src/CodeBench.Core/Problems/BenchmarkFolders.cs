using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Where benchmark files are looked for, beside the suite's own folder.</summary>
public sealed record BenchmarkFolders
{
    /// <summary>Where fetched files go: benchmarks in the cache (<see cref="UserCache"/>). Need not exist.</summary>
    public required string Cache { get; init; }

    /// <summary>The folder that CODEBENCH_DATA names, searched with all that is below it; null where there is none.</summary>
    public string? Data { get; init; }

    /// <summary>Folders of the command line (--from), searched with all that is below them.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>The folders that the environment names, with those of the command line behind them.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="from">Folders of the command line.</param>
    /// <exception cref="InvalidInputException">CODEBENCH_DATA or a folder of the command line is no folder.</exception>
    public static BenchmarkFolders FromEnvironment(Func<string, string?> environment, params IReadOnlyList<string> from)
    {
        var faults = new FaultCollector();
        var data = environment("CODEBENCH_DATA") is { Length: > 0 } named ? named : null;
        foreach (var (where, folder) in from.Select(folder => ("--from", folder)).Prepend(("CODEBENCH_DATA", data!)))
        {
            if (folder is not null && !Directory.Exists(folder))
            {
                faults.Add(new Fault(where, null, null, $"There is no folder {folder}."));
            }
        }

        faults.ThrowIfAny();
        return new BenchmarkFolders { Cache = Path.Combine(UserCache.Folder(environment), "benchmarks"), Data = data, From = from };
    }
}
