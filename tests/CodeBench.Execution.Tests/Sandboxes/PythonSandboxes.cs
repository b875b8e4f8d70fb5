using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Sandboxes;

/// <summary>A sandbox with the warm helper of Python and one without, each with one worker; opened as they are asked for.</summary>
internal sealed class PythonSandboxes(ContainerFixture containers) : IAsyncDisposable
{
    private readonly Dictionary<bool, ISandbox> _sandboxes = [];
    private readonly Language _python = LanguageCatalog.Read(Repository.PathOf("languages")).Find("python");

    /// <summary>Whether any was opened.</summary>
    public bool Any => _sandboxes.Count > 0;

    /// <summary>The language as it is used, with its helper or without.</summary>
    public Language Language(bool warm) => warm ? _python : _python with { Helper = null };

    /// <summary>The sandbox; the running test is skipped where there is no engine.</summary>
    public async Task<ISandbox> OpenAsync(bool warm, CancellationToken cancellationToken)
    {
        if (!_sandboxes.TryGetValue(warm, out var sandbox))
        {
            sandbox = _sandboxes[warm] = await containers.Provider.OpenAsync(Language(warm), _python.Limits, 1, cancellationToken);
        }

        return sandbox;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _sandboxes.Values)
        {
            await sandbox.DisposeAsync();
        }
    }
}
