using CodeBench.Core.Completions;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Overhead;

/// <summary>Watches a run and says nothing.</summary>
internal sealed class Quiet : IRunObserver, IStageProgress, IProgress<string>
{
    /// <inheritdoc/>
    public IStageProgress Begin(string stage, string unit, int done, int total, DecodingMeter? meter = null) => this;

    /// <inheritdoc/>
    public void Tell(string message)
    {
    }

    /// <inheritdoc/>
    public void Report(string value)
    {
    }

    /// <inheritdoc/>
    public void Advance()
    {
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
