using CodeBench.Core.Executions;
using CodeBench.Core.Programs;
using CodeBench.Execution.Containers;
using CodeBench.Execution.Protocol;
using CodeBench.Execution.Sandboxes;
using CodeBench.Execution.Tests.Sandboxes;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Tests.Cgroups;

/// <summary>The runner in a container like those of the sandbox, but for what a test mounts there; hears its hello too.</summary>
internal sealed class BareRunner : IAsyncDisposable
{
    private const int LastUser = 39_999; // the sandboxes' containers count from the first

    private readonly IDockerClient _client;
    private readonly string _id;
    private readonly AttachedStream _stream;
    private readonly FrameReader _frames;

    private BareRunner(IDockerClient client, string id, AttachedStream stream) =>
        (_client, _id, _stream, _frames) = (client, id, stream, new FrameReader(stream));

    /// <summary>What it said first.</summary>
    public RunnerMessage.Hello Hello { get; private set; } = new(0, 0);

    /// <summary>Starts one.</summary>
    /// <param name="fixture">The engine.</param>
    /// <param name="mounts">What is mounted: "source:target:ro".</param>
    /// <param name="group">The control group below which the container's lies; null for the engine's.</param>
    /// <param name="token">Stops waiting.</param>
    public static async Task<BareRunner> StartAsync(ContainerFixture fixture, IList<string> mounts, string? group, CancellationToken token)
    {
        var client = fixture.Engine.Client;
        var image = await fixture.Provider.BuildAsync(Python.Language, token);
        var user = ContainerSettings.UserOf(Environment.ProcessId, LastUser);
        var settings = ContainerSettings.For(image.Digest, Python.Limits, "cgroups", user, CpuSharing.Shared, 0, Environment.ProcessorCount);
        settings.HostConfig!.Binds = mounts;
        settings.HostConfig.CgroupParent = group ?? "";
        settings.HostConfig.NanoCPUs = 0; // several processes at once reach a limit sooner
        var created = await client.Containers.CreateContainerAsync(settings, token);
        var attached = await client.Containers.AttachContainerAsync(
            created.ID, new ContainerAttachParameters { Stream = true, Stdin = true, Stdout = true, Stderr = true }, token);
        var runner = new BareRunner(client, created.ID, new AttachedStream(attached));
        try
        {
            await client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters(), token);
            runner.Hello = Assert.IsType<RunnerMessage.Hello>(ReplyDecoder.Decode((await runner._frames.ReadAsync(token)).Span, null));
            return runner;
        }
        catch
        {
            await runner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a program that is one step.</summary>
    public async Task<StepReport> RunAsync(SourceProgram program, CancellationToken token)
    {
        await _stream.WriteAsync(new RequestEncoder().Encode(1, program), token);
        var frame = await _frames.ReadAsync(token);
        return Assert.Single(Assert.IsType<RunnerMessage.Done>(ReplyDecoder.Decode(frame.Span, program)).Reports);
    }

    public async ValueTask DisposeAsync()
    {
        _stream.Dispose();
        try
        {
            await _client.Containers.RemoveContainerAsync(_id, new ContainerRemoveParameters { Force = true }, CancellationToken.None);
        }
        catch (DockerApiException)
        {
            // Its runner has seen the end of its input, and the engine removes it by itself.
        }
    }
}
