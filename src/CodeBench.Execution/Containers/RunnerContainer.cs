using System.Net;
using CodeBench.Core.Programs;
using CodeBench.Execution.Protocol;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>One warm container with its runner: runs one program at a time, in the order in which they join.</summary>
internal sealed class RunnerContainer : IAsyncDisposable
{
    /// <summary>Characters of a program from which on it is not sent before its turn.</summary>
    public const int LargestAhead = 16 << 10;

    // The end of its stream ends the runner, and that the container: an engine that hangs need not be waited for.
    private static readonly TimeSpan RemovalTime = TimeSpan.FromSeconds(3);

    private readonly IDockerClient _client;
    private readonly RequestEncoder _encoder = new();
    private readonly Stream _stream;
    private readonly FrameReader _frames;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _changing = new();
    private readonly List<ProgramInLine> _line = [];
    private ProgramInLine? _last;
    private Exception? _lost;
    private Task _listening = Task.CompletedTask;
    private ulong _lastId;

    private RunnerContainer(IDockerClient client, Task engineEnd, string id, Stream stream)
    {
        _client = client;
        EngineEnd = engineEnd;
        Id = id;
        _stream = stream;
        _frames = new FrameReader(stream);
    }

    /// <summary>The engine's name for it.</summary>
    public string Id { get; }

    /// <summary>Ends when the engine does that started it: the next one ends its containers.</summary>
    public Task EngineEnd { get; }

    /// <summary>The version of control groups that its runner reads limits from: 1 or 2; 0 where it can read none.</summary>
    public uint ControlGroup { get; private set; }

    /// <summary>Whether its runner is spoken to directly; otherwise it is through the engine.</summary>
    public bool IsDirect => _stream is not AttachedStream;

    /// <summary>Creates a container, starts it and waits until its runner has said hello.</summary>
    /// <param name="client">The engine.</param>
    /// <param name="engineEnd">Ends when the engine does.</param>
    /// <param name="sockets">How the runner is spoken to directly.</param>
    /// <param name="settings">What it is made of.</param>
    /// <param name="helloLimit">How long its runner may be silent once it has started.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting, and removes what was made.</param>
    /// <exception cref="ProtocolException">The image holds a runner of another version.</exception>
    /// <exception cref="IOException">The runner ended at once, or said nothing.</exception>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public static async Task<RunnerContainer> StartAsync(
        IDockerClient client,
        Task engineEnd,
        HostSockets sockets,
        CreateContainerParameters settings,
        TimeSpan helloLimit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var socket = sockets.TryListen();
        var id = await CreateAsync(client, sockets, socket, settings).ConfigureAwait(false);
        AttachedStream? attached = null;
        RunnerContainer? container = null;
        try
        {
            attached = await AttachAndStartAsync(client, id, cancellationToken).ConfigureAwait(false);
            using var silence = new CancellationTokenSource(helloLimit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
            ReadOnlyMemory<byte> frame;
            try
            {
                container = new RunnerContainer(
                    client, engineEnd, id, await MeetAsync(attached, sockets, socket, either.Token).ConfigureAwait(false));
                frame = await container._frames.ReadAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException($"A container has started, but its runner has said nothing for {helloLimit.TotalSeconds:0} s");
            }

            container.ControlGroup = ReplyDecoder.Decode(frame.Span, null) switch
            {
                RunnerMessage.Hello { Version: RequestEncoder.Version } hello => hello.ControlGroup,
                RunnerMessage.Fault fault => throw new ProtocolException(fault.Message),
                _ => throw new ProtocolException("The image's runner speaks another version of the protocol."),
            };
            container._listening = container.ListenAsync();
            return container;
        }
        catch
        {
            if (container is null)
            {
                attached?.Dispose();
                await RemoveAsync(client, id).ConfigureAwait(false);
            }
            else
            {
                await container.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Takes a place behind the programs that are here. After any exception the container is of no more use.</summary>
    public ProgramInLine Join(SourceProgram program)
    {
        lock (_changing)
        {
            var place = new ProgramInLine(++_lastId, program, _last);
            if (_lost is { } reason)
            {
                place.SayLost(reason);
                return place;
            }

            if (_line.Count == 0)
            {
                place.HasTurn = true;
                place.SayTurn(); // nobody waits for it yet
            }

            _last = place;
            _line.Add(place);
            return place;
        }
    }

    /// <summary>Sends a program that has joined, behind those that joined before it.</summary>
    public async Task SendAsync(ProgramInLine place, CancellationToken cancellationToken)
    {
        await place.SentBefore.WaitAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(place, () => _encoder.Encode(place.Id, place.Program), cancellationToken).ConfigureAwait(false);
        place.SaySent();
    }

    /// <summary>
    /// Leaves the line again, where its turn has not come. Its end says when it has left: at once, or, where it was sent, when the
    /// runner has given it back; where it has begun meanwhile, it simply runs.
    /// </summary>
    /// <returns>Whether it leaves.</returns>
    public async Task<bool> LeaveAsync(ProgramInLine place, CancellationToken cancellationToken)
    {
        bool hasLeft;
        lock (_changing)
        {
            if (place.HasTurn)
            {
                return false;
            }

            hasLeft = !place.IsSent && _line.Remove(place);
        }

        if (hasLeft)
        {
            place.SayLeft();
        }
        else
        {
            await WriteAsync(place, () => _encoder.EncodeRecall(place.Id), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Runs a program that nothing else waits behind.</summary>
    public async Task<RunnerMessage.Done> RunAsync(SourceProgram program, CancellationToken cancellationToken)
    {
        var place = Join(program);
        await SendAsync(place, cancellationToken).ConfigureAwait(false);
        return (await place.End.WaitAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Stops and removes the container, whatever it is doing. Does not throw.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        _stream.Dispose();
        await RemoveAsync(_client, Id).ConfigureAwait(false);
        // Neither source nor semaphore holds a handle, and a program that was under way may still look at them.
    }

    // Not to be cancelled: whoever gives up in the middle does not learn the name of what was made.
    private static async Task<string> CreateAsync(
        IDockerClient client, HostSockets sockets, HostSocket? socket, CreateContainerParameters settings)
    {
        socket?.AddTo(settings);
        try
        {
            return (await client.Containers.CreateContainerAsync(settings, CancellationToken.None).ConfigureAwait(false)).ID;
        }
        catch (DockerApiException exception) when (socket is not null && exception.StatusCode == HttpStatusCode.BadRequest)
        {
            // It sees other folders than we do.
            sockets.GiveUp();
            HostSocket.RemoveFrom(settings);
            return (await client.Containers.CreateContainerAsync(settings, CancellationToken.None).ConfigureAwait(false)).ID;
        }
    }

    // Attached before it starts, so that nothing it says is lost.
    private static async Task<AttachedStream> AttachAndStartAsync(IDockerClient client, string id, CancellationToken cancellationToken)
    {
        var attached = new AttachedStream(await client.Containers.AttachContainerAsync(
            id,
            new ContainerAttachParameters { Stream = true, Stdin = true, Stdout = true, Stderr = true },
            cancellationToken).ConfigureAwait(false));
        try
        {
            await client.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken).ConfigureAwait(false);
            return attached;
        }
        catch
        {
            attached.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the runner has spoken, or may at any time: through the socket, or else the engine. The other way is closed then.</summary>
    private static async Task<Stream> MeetAsync(AttachedStream attached, HostSockets sockets, HostSocket? socket, CancellationToken cancellationToken)
    {
        if (socket is null)
        {
            return attached;
        }

        using var meeting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var direct = socket.AcceptAsync(meeting.Token);
        var spoken = attached.WaitAsync(meeting.Token);
        await Task.WhenAny(direct, spoken).ConfigureAwait(false);
        await meeting.CancelAsync().ConfigureAwait(false);
        await ((Task)direct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)spoken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (direct.IsCompletedSuccessfully)
        {
            attached.Dispose();
            return await direct.ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (spoken.IsCompletedSuccessfully && await spoken.ConfigureAwait(false))
        {
            sockets.GiveUp();
        }

        return attached;
    }

    private async Task WriteAsync(ProgramInLine place, Func<ReadOnlyMemory<byte>> encode, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _stream.WriteAsync(encode(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.Is(exception) || exception is ObjectDisposedException)
        {
            // Who listens learns of it too, and tells whether the program had begun.
            await place.End.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    // Takes replies until the container is of no more use; then whoever is in line learns why.
    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                Take(await _frames.ReadAsync(_closing.Token).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            List<ProgramInLine> left;
            lock (_changing)
            {
                _lost ??= exception;
                _line.ForEach(place => place.HasTurn = true);
                left = [.. _line];
                _line.Clear();
            }

            left.ForEach(place => place.SayLost(exception));
        }
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        ProgramInLine place;
        ProgramInLine? next;
        RunnerMessage.Done? done;
        lock (_changing)
        {
            place = _line.FirstOrDefault() ?? throw new ProtocolException("A frame came unasked.");
            done = ReplyDecoder.Decode(frame.Span, place.Program) switch
            {
                RunnerMessage.Done end when end.Id == place.Id => end,
                RunnerMessage.GivenBack back when back.Id == place.Id => null,
                RunnerMessage.Fault fault => throw new ProtocolException(fault.Message),
                var other => throw new ProtocolException($"A {other.GetType().Name} came where a report was due."),
            };
            _line.RemoveAt(0);
            // Where something was left behind the runner ends with that: nobody else's turn comes.
            var ends = done is { Notices: not CleaningNotices.None };
            _lost = ends ? new ProtocolException("The program before it has left something behind.") : _lost;
            next = ends ? null : _line.FirstOrDefault();
            next?.HasTurn = true;
        }

        // The next one runs already: its watchdog comes first.
        next?.SayTurn();
        place.SayEnd(done);
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
