namespace CodeBench.Core.Problems;

/// <summary>Where benchmark files are looked for, beside the suite's own folder.</summary>
public sealed record BenchmarkFolders
{
    /// <summary>The cache, where fetched files go: codebench/benchmarks below XDG_CACHE_HOME. Need not exist.</summary>
    public required string Cache { get; init; }

    /// <summary>Folders that are searched with all that is below them: CODEBENCH_DATA, --from. Each must exist.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The folders that the environment names, with those of the command line behind them.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="from">Folders of the command line.</param>
    public static BenchmarkFolders FromEnvironment(Func<string, string?> environment, params IReadOnlyList<string> from) =>
        throw new NotImplementedException();
}
