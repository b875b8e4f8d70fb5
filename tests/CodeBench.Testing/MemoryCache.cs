using System.Collections.Concurrent;
using CodeBench.Core.Executions;

namespace CodeBench.Testing;

/// <summary>A cache in memory.</summary>
public sealed class MemoryCache : IOutcomeCache
{
    private readonly ConcurrentDictionary<ProgramKey, Outcome> _outcomes = new();

    /// <summary>How many outcomes it holds.</summary>
    public int Count => _outcomes.Count;

    /// <inheritdoc/>
    public Outcome? Find(ProgramKey key) => _outcomes.GetValueOrDefault(key);

    /// <inheritdoc/>
    public void Keep(ProgramKey key, Outcome outcome) => _outcomes[key] = outcome;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
