using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Brings the files of suites into the cache: copied from a folder, else downloaded; never without checking the hash.</summary>
public sealed class SuiteFetcher(BenchmarkFiles files, HttpClient http)
{
    /// <summary>Makes sure that a suite's file is there.</summary>
    /// <returns>Its path and how it came there.</returns>
    /// <exception cref="InvalidInputException">What was downloaded has another hash, or the suite has no such address.</exception>
    /// <exception cref="MachineNotAbleException">The download failed: no network, no such page, no space.</exception>
    public Task<FetchedFile> FetchAsync(Suite suite, BenchmarkFile file, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{files} {http} {suite} {file} {cancellationToken}");
}
