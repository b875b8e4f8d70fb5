using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Hostile;

/// <summary>One sandbox with one worker for all hostile programs: each runs where the one before it ran.</summary>
public sealed class HostileFixture(ContainerFixture containers) : IAsyncDisposable
{
    private ISandbox? _sandbox;
    private HostileSandbox? _house;

    /// <summary>The sandbox; opened by the first test, which is skipped where there is no engine.</summary>
    internal async Task<HostileSandbox> OpenAsync(CancellationToken cancellationToken)
    {
        if (_house is null)
        {
            var language = LanguageCatalog.Read(Repository.PathOf("languages")).Find("python");
            _sandbox = await containers.Provider.OpenAsync(language, language.Limits, 1, cancellationToken);
            _house = await HostileSandbox.MoveInAsync(_sandbox, language, cancellationToken);
        }

        return _house;
    }

    /// <summary>The numbers of this process's containers, whatever their state.</summary>
    internal async Task<IReadOnlyList<string>> ContainersAsync(CancellationToken cancellationToken) =>
        [.. (await containers.OwnContainersAsync(cancellationToken)).Select(container => container.ID)];

    /// <summary>Also a test: when all hostile programs have run, no container is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
            Assert.Empty(await ContainersAsync(CancellationToken.None));
        }
    }
}
