using CodeBench.Execution.Containers;
using CodeBench.Execution.Engines;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Tests.Faults;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Tests.Containers;

/// <summary>Runners are spoken to directly where that can be, and through the engine where it cannot.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class HostSocketTests(ContainerFixture fixture)
{
    private const int Timeout = 120_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // As a machine's security module might.
    private const string NoConnections = """
        seccomp={"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["connect"],"action":"SCMP_ACT_ERRNO"}]}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string[] OwnFolders => Directory.GetDirectories(Path.GetTempPath(), ContainerOwner.Current.ToFolderPrefix() + "*");

    [Fact(Timeout = Timeout)]
    public async Task Start_EngineOfThisMachine_SpeaksDirectlyAndLeavesNoFolder()
    {
        await using var container = await StartAsync(fixture.Engine, await SettingsAsync(fixture.Provider), TestContext.Current.CancellationToken);
        Assert.True(container.IsDirect);
        Assert.Empty(OwnFolders);
        await RunsAsync(container);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_EngineThatSeesOtherFolders_SpeaksThroughIt()
    {
        await using var own = await OwnEngine.StartBlindAsync(fixture.Engine.Endpoint, OwnEngineFixture.Prefixes, TestContext.Current.CancellationToken);
        await using var engine = await Engine.ConnectAsync(new EngineOptions { Endpoint = own.Endpoint }, new Progress<string>(), Token);
        using var provider = OwnEngineFixture.ProviderOf(engine, TimeSpan.FromSeconds(30));
        await using var container = await StartAsync(engine, await SettingsAsync(provider), Token);
        Assert.False(container.IsDirect);
        Assert.Empty(OwnFolders);
        await RunsAsync(container);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_RunnerCannotConnect_SpeaksThroughTheEngineAndSoDoTheNext()
    {
        var sockets = new HostSockets(fixture.Engine.Endpoint);
        var settings = await SettingsAsync(fixture.Provider);
        settings.HostConfig!.SecurityOpt.Add(NoConnections.Trim());
        await using var container = await RunnerContainer.StartAsync(
            fixture.Engine.Client, fixture.Engine.Watch.End(), sockets, settings, Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(container.IsDirect);
        Assert.Empty(OwnFolders);
        Assert.Null(sockets.TryListen());
        await RunsAsync(container);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_EngineOfAnotherMachine_SpeaksThroughIt()
    {
        var sockets = new HostSockets(new Uri("tcp://engine.example:2376"));
        await using var container = await RunnerContainer.StartAsync(
            fixture.Engine.Client, fixture.Engine.Watch.End(), sockets, await SettingsAsync(fixture.Provider), Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(container.IsDirect);
        await RunsAsync(container);
    }

    [Fact]
    public void RemoveStale_FoldersOfOthers_OnlyThoseOfDeadProcessesGo()
    {
        using var living = new HostSocket();
        var prefix = ContainerOwner.Current.ToFolderPrefix();
        var dead = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix[..^2] + "x-dead"));
        var full = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix[..^2] + "x-full"));
        File.WriteAllText(Path.Combine(full.FullName, "kept"), "of somebody else");
        try
        {
            HostSocket.RemoveStale();
            Assert.False(Directory.Exists(dead.FullName));
            Assert.True(File.Exists(Path.Combine(full.FullName, "kept")));
            Assert.Single(OwnFolders);
        }
        finally
        {
            full.Delete(recursive: true);
        }
    }

    private static async Task<CreateContainerParameters> SettingsAsync(DockerSandboxProvider provider)
    {
        var image = await provider.BuildAsync(Python.Language, Token);
        return ContainerSettings.For(image.Digest, Python.Limits, "sockets", 30_000, CpuSharing.Shared, 0, 1);
    }

    private static Task<RunnerContainer> StartAsync(Engine engine, CreateContainerParameters settings, CancellationToken cancellationToken) =>
        RunnerContainer.StartAsync(engine.Client, engine.Watch.End(), new HostSockets(engine.Endpoint), settings, Patience, TimeProvider.System, cancellationToken);

    // The second: it finds nothing of the first, and the talk itself is not taken for something left.
    private static async Task RunsAsync(RunnerContainer container)
    {
        for (var i = 0; i < 2; i++)
        {
            var done = await container.RunAsync(Python.Program($"print({i})"), Token);
            Assert.Equal((Execution.Protocol.CleaningNotices.None, $"{i}\n"), (done.Notices, Assert.Single(done.Reports).Stdout.Text));
        }
    }
}
