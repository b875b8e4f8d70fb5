using System.Net;
using CodeBench.Core.Programs;
using CodeBench.Execution.Protocol;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>One warm container with its runner: takes one program at a time.</summary>
internal sealed class RunnerContainer : IAsyncDisposable
{
    private static readonly TimeSpan RemovalTime = TimeSpan.FromSeconds(30);

    private readonly IDockerClient _client;
    private readonly RequestEncoder _encoder = new();
    private readonly AttachedStream _stream;
    private readonly FrameReader _frames;
    private ulong _lastId;

    private RunnerContainer(IDockerClient client, string id, AttachedStream stream)
    {
        _client = client;
        Id = id;
        _stream = stream;
        _frames = new FrameReader(stream);
    }

    /// <summary>The engine's name for it.</summary>
    public string Id { get; }

    /// <summary>The version of control groups that its runner reads limits from: 1 or 2; 0 where it can read none.</summary>
    public uint ControlGroup { get; private set; }

    /// <summary>Creates a container, starts it and waits until its runner has said hello.</summary>
    /// <exception cref="ProtocolException">The image holds a runner of another version.</exception>
    /// <exception cref="EndOfStreamException">The runner ended at once.</exception>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public static async Task<RunnerContainer> StartAsync(
        IDockerClient client, CreateContainerParameters settings, CancellationToken cancellationToken)
    {
        // Not to be cancelled: whoever gives up in the middle does not learn the name of what was made.
        cancellationToken.ThrowIfCancellationRequested();
        var created = await client.Containers.CreateContainerAsync(settings, CancellationToken.None).ConfigureAwait(false);
        RunnerContainer? container = null;
        try
        {
            // Attached before it starts, so that nothing it says is lost.
            var attached = await client.Containers.AttachContainerAsync(
                created.ID,
                new ContainerAttachParameters { Stream = true, Stdin = true, Stdout = true, Stderr = true },
                cancellationToken).ConfigureAwait(false);
            container = new RunnerContainer(client, created.ID, new AttachedStream(attached));
            await client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters(), cancellationToken).ConfigureAwait(false);
            if (await container.ReceiveAsync(null, cancellationToken).ConfigureAwait(false)
                is not RunnerMessage.Hello { Version: RequestEncoder.Version } hello)
            {
                throw new ProtocolException("The image's runner speaks another version of the protocol.");
            }

            container.ControlGroup = hello.ControlGroup;
            return container;
        }
        catch
        {
            if (container is null)
            {
                await RemoveAsync(client, created.ID).ConfigureAwait(false);
            }
            else
            {
                await container.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Runs a program. After any exception the container is of no more use.</summary>
    public async Task<RunnerMessage.Done> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var id = ++_lastId;
        await _stream.WriteAsync(_encoder.Encode(id, program), cancellationToken).ConfigureAwait(false);
        return await ReceiveAsync(program, cancellationToken).ConfigureAwait(false) switch
        {
            RunnerMessage.Done done when done.Id == id => done,
            RunnerMessage.Fault fault => throw new ProtocolException(fault.Message),
            var other => throw new ProtocolException($"A {other.GetType().Name} came where a report was due."),
        };
    }

    /// <summary>Stops and removes the container, whatever it is doing. Does not throw.</summary>
    public async ValueTask DisposeAsync()
    {
        _stream.Dispose();
        await RemoveAsync(_client, Id).ConfigureAwait(false);
    }

    private async Task<RunnerMessage> ReceiveAsync(SourceProgram? program, CancellationToken cancellationToken)
    {
        var frame = await _frames.ReadAsync(cancellationToken).ConfigureAwait(false);
        return ReplyDecoder.Decode(frame.Span, program);
    }

    private static async Task RemoveAsync(IDockerClient client, string id)
    {
        using var patience = new CancellationTokenSource(RemovalTime);
        try
        {
            await client.Containers.RemoveContainerAsync(
                id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, patience.Token).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            await WaitUntilGoneAsync(client, id, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.Is(exception) || exception is OperationCanceledException)
        {
            // Gone already, or the engine is; what is left carries labels, and the next start removes it.
        }
    }

    /// <summary>The engine is removing it by itself, because its runner has exited.</summary>
    private static async Task WaitUntilGoneAsync(IDockerClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (EngineFailure.Is(exception) || exception is OperationCanceledException)
        {
            // Not found: that is what was waited for.
        }
    }
}
