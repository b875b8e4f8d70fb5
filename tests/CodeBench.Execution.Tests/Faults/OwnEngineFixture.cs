using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Faults;

/// <summary>An engine that tests may kill, with the images that the shared one has built; copied once for all of a class.</summary>
public sealed class OwnEngineFixture(ContainerFixture containers) : IAsyncDisposable
{
    private OwnEngine? _own;

    /// <summary>The names of the images that Python needs, also to be built again.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["codebench/base:", "codebench/runner:", "codebench/python", "debian:bookworm-slim"];

    /// <summary>The engine.</summary>
    public OwnEngine Own => _own!;

    /// <summary>Starts it where it does not run; skips the running test where there can be none.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _own ??= await OwnEngine.StartWithImagesAsync(containers.Engine.Endpoint, Prefixes, cancellationToken);
        await _own.StartAsync(cancellationToken);
    }

    /// <summary>A connection to it, as a command has one.</summary>
    public Task<Engine> ConnectAsync(CancellationToken cancellationToken) =>
        Engine.ConnectAsync(new EngineOptions { Endpoint = Own.Endpoint }, new Progress<string>(), cancellationToken);

    /// <summary>Opens sandboxes in it.</summary>
    internal static DockerSandboxProvider ProviderOf(Engine engine, TimeSpan patience, string? lockFile = null, IProgress<string>? progress = null) => new(
        engine,
        new SandboxOptions { RootFolder = Repository.Root, EnginePatience = patience, LockFile = lockFile },
        progress ?? new Progress<string>(),
        TimeProvider.System);

    /// <summary>The containers that CodeBench has in it.</summary>
    public Task<IReadOnlyList<string>> ContainersAsync(CancellationToken cancellationToken) =>
        Own.Api.ContainersAsync(running: false, ContainerOwner.HostLabel, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }
}
