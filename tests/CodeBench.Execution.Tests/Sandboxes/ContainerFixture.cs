using System.Collections.Concurrent;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;
using CodeBench.Testing;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Tests.Sandboxes;

/// <summary>One engine and one image for all tests with containers; installed and started as tests/run would.</summary>
public sealed class ContainerFixture : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly ConcurrentQueue<string> _progress = new();
    private Engine? _engine;
    private DockerSandboxProvider? _provider;
    private string? _reason;

    /// <summary>The engine; skips the running test where there is none.</summary>
    public Engine Engine => _engine is null ? Skip<Engine>() : _engine;

    /// <summary>The provider; skips the running test where there is no engine.</summary>
    public DockerSandboxProvider Provider => _provider is null ? Skip<DockerSandboxProvider>() : _provider;

    /// <summary>What was said while the engine was started and images were built.</summary>
    public IReadOnlyCollection<string> Progress => _progress;

    public async ValueTask InitializeAsync() => await Deadline.KeepAsync(Limit, "Starting the engine and building an image", PrepareAsync, CancellationToken.None);

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var progress = new Lines(_progress);
        try
        {
            _engine = await Engine.ConnectAsync(new EngineOptions { AllowInstall = true }, progress, cancellationToken);
            _provider = new DockerSandboxProvider(
                _engine, new SandboxOptions { RootFolder = Repository.Root, AllowInstall = true }, progress, TimeProvider.System);
            await _provider.BuildAsync(Python.Language, cancellationToken);
        }
        catch (MachineNotAbleException exception) when (_engine is null)
        {
            _reason = exception.Message;
        }
    }

    /// <summary>A sandbox for Python programs.</summary>
    public Task<ISandbox> OpenAsync(int workers, CancellationToken cancellationToken) =>
        Provider.OpenAsync(Python.Language, Python.Limits, workers, cancellationToken);

    /// <summary>The containers of this process, whatever their state.</summary>
    public async Task<IList<ContainerListResponse>> OwnContainersAsync(CancellationToken cancellationToken)
    {
        var own = new Dictionary<string, bool> { [$"{ContainerOwner.ProcessLabel}={Environment.ProcessId}"] = true };
        return await Engine.Client.Containers.ListContainersAsync(
            new ContainersListParameters { All = true, Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = own } },
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _provider?.Dispose();
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    private T Skip<T>()
    {
        Assert.Skip($"No container engine: {_reason}");
        return default!;
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Enqueue(value);
    }
}
