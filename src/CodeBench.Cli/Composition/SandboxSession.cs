using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;

namespace CodeBench.Cli.Composition;

/// <summary>Sandboxes for the time of one command; what was started for it is stopped at its end.</summary>
/// <param name="sandboxes">Opens them.</param>
/// <param name="compilers">The compilers of this process, which compile for them.</param>
/// <param name="engine">The engine that they need, for as long as they do.</param>
public sealed class SandboxSession(DockerSandboxProvider sandboxes, IReadOnlyList<IHostCompiler> compilers, Engine engine)
    : ISandboxProvider, IAsyncDisposable
{
    private readonly HostCompilingSandboxes _compiling = new(sandboxes, compilers);

    /// <inheritdoc/>
    public Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken) =>
        _compiling.OpenAsync(language, limits, workers, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        sandboxes.Dispose();
        return engine.DisposeAsync();
    }
}
