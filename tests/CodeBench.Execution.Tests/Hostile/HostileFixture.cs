using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Hostile;

/// <summary>
/// Two sandboxes with one worker for all hostile programs, with the warm helper and without: each runs where the one before it ran.
/// </summary>
public sealed class HostileFixture(ContainerFixture containers) : IAsyncDisposable
{
    private readonly PythonSandboxes _sandboxes = new(containers);
    private readonly Dictionary<bool, HostileSandbox> _houses = [];

    /// <summary>A sandbox; opened by the first test, which is skipped where there is no engine.</summary>
    internal async Task<HostileSandbox> OpenAsync(bool warm, CancellationToken cancellationToken)
    {
        if (!_houses.TryGetValue(warm, out var house))
        {
            var sandbox = await _sandboxes.OpenAsync(warm, cancellationToken);
            house = _houses[warm] = await HostileSandbox.MoveInAsync(sandbox, _sandboxes.Language(warm), cancellationToken);
        }

        return house;
    }

    /// <summary>The numbers of this process's containers, whatever their state.</summary>
    internal async Task<IReadOnlyList<string>> ContainersAsync(CancellationToken cancellationToken) =>
        [.. (await containers.OwnContainersAsync(cancellationToken)).Select(container => container.ID)];

    /// <summary>Also a test: when all hostile programs have run, no container is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sandboxes.DisposeAsync();
        if (_sandboxes.Any)
        {
            Assert.Empty(await ContainersAsync(CancellationToken.None));
        }
    }
}
