using CodeBench.Core.Executions;
using CodeBench.Core.Programs;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Tests.Sandboxes;

namespace CodeBench.Execution.Tests.Cgroups;

/// <summary>A container like those of the sandbox, but for what a test mounts there, and outside any pool.</summary>
internal sealed class BareRunner : IAsyncDisposable
{
    private const int LastUser = 39_999; // the sandboxes' containers count from the first

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly RunnerContainer _container;

    private BareRunner(RunnerContainer container) => _container = container;

    /// <summary>The version of control groups that its runner reads.</summary>
    public uint ControlGroup => _container.ControlGroup;

    /// <summary>Starts one that sees a test's files in place of its control group's.</summary>
    public static Task<BareRunner> StartAsync(ContainerFixture fixture, CgroupFiles files, CancellationToken token) =>
        StartAsync(fixture, [$"{files.Path}:/sys/fs/cgroup:ro"], group: null, token);

    /// <summary>Starts one.</summary>
    /// <param name="fixture">The engine.</param>
    /// <param name="mounts">What is mounted: "source:target:ro".</param>
    /// <param name="group">The control group below which the container's lies; null for the engine's.</param>
    /// <param name="token">Stops waiting.</param>
    public static async Task<BareRunner> StartAsync(ContainerFixture fixture, IList<string> mounts, string? group, CancellationToken token)
    {
        var image = await fixture.Provider.BuildAsync(Python.Language, token);
        var user = ContainerSettings.UserOf(Environment.ProcessId, LastUser);
        var settings = ContainerSettings.For(image.Digest, Python.Limits, "cgroups", user, CpuSharing.Shared, 0, Environment.ProcessorCount);
        settings.HostConfig!.Binds = mounts;
        settings.HostConfig.CgroupParent = group ?? "";
        settings.HostConfig.NanoCPUs = 0; // several processes at once reach a limit sooner
        return new BareRunner(await RunnerContainer.StartAsync(
            fixture.Engine.Client, fixture.Engine.Watch.End(), new HostSockets(fixture.Engine.Endpoint), settings, Patience, TimeProvider.System, token));
    }

    /// <summary>Runs a program that is one step.</summary>
    public async Task<StepReport> RunAsync(SourceProgram program, CancellationToken token) =>
        Assert.Single((await _container.RunAsync(program, token)).Reports);

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
