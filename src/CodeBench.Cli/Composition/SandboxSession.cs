using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Cli.Composition;

/// <summary>Sandboxes for the time of one command; what was started for it is stopped at its end.</summary>
/// <param name="sandboxes">Opens them.</param>
/// <param name="engine">The engine that they need, for as long as they do.</param>
public sealed class SandboxSession(ISandboxProvider sandboxes, IAsyncDisposable engine) : ISandboxProvider, IAsyncDisposable
{
    /// <inheritdoc/>
    public Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken) =>
        sandboxes.OpenAsync(language, limits, workers, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
