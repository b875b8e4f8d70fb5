using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Cli.Composition;

/// <summary>Sandboxes for the time of one command; what was started for it is stopped at its end.</summary>
/// <param name="sandboxes">Opens them.</param>
/// <param name="compilers">The compilers of this process, which compile for them.</param>
/// <param name="first">What is disposed at the end.</param>
/// <param name="then">What is disposed after it: the engines, which are needed until then.</param>
public sealed class SandboxSession(ISandboxProvider sandboxes, IReadOnlyList<IHostCompiler> compilers, IDisposable first, IAsyncDisposable then)
    : ISandboxProvider, IAsyncDisposable
{
    private readonly HostCompilingSandboxes _compiling = new(sandboxes, compilers);

    /// <inheritdoc/>
    public Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken) =>
        _compiling.OpenAsync(language, limits, workers, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        first.Dispose();
        return then.DisposeAsync();
    }
}
