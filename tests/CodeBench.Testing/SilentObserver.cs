using CodeBench.Core.Completions;
using CodeBench.Core.Runs;

namespace CodeBench.Testing;

/// <summary>Watches a run and keeps what it was told.</summary>
public sealed class SilentObserver : IRunObserver, IStageProgress
{
    private int _advanced;

    /// <summary>What it was told.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>How often any stage went on.</summary>
    public int Advanced => _advanced;

    /// <inheritdoc/>
    public IStageProgress Begin(string stage, string unit, int done, int total, DecodingMeter? meter = null) => this;

    /// <inheritdoc/>
    public void Tell(string message) => Messages.Add(message);

    /// <inheritdoc/>
    public void Advance() => Interlocked.Increment(ref _advanced);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
