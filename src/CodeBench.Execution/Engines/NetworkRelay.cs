using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Engines;

/// <summary>
/// A socket of this process that leads to an engine on the network, over TLS where that is asked for: then the engine's certificate is verified for each
/// connection. Disposing it ends them all. The client's own way there would not be told when nobody waits for a connection any more.
/// </summary>
internal sealed class NetworkRelay : IAsyncDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);

    private readonly Uri _endpoint;
    private readonly EngineTls? _tls;
    private readonly string _folder = Directory.CreateTempSubdirectory(ContainerOwner.Current.ToFolderPrefix()).FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private volatile string? _fault;

    /// <param name="endpoint">Where the engine listens (<see cref="PortOf"/>).</param>
    /// <param name="tls">Whom to trust, and who we are; null: no TLS.</param>
    public NetworkRelay(Uri endpoint, EngineTls? tls)
    {
        (_endpoint, _tls) = (endpoint, tls);
        var path = Path.Combine(_folder, "socket");
        LocalEndpoint = new Uri($"unix://{path}");
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _accepting = AcceptAsync(_closing.Token);
    }

    /// <summary>Where the engine is to be found on this machine.</summary>
    public Uri LocalEndpoint { get; }

    /// <summary>Why the last connection did not come about; null where it did.</summary>
    public string? Fault => _fault;

    /// <summary>The port of an address: where it names none, 2376 with TLS and 2375 without, as Docker's own command has it; those of https:// and http:// are theirs.</summary>
    internal static int PortOf(Uri endpoint, bool tls) => endpoint.Port > 0 ? endpoint.Port : tls ? 2376 : 2375;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
        // Connections that end at this moment still look at the source; it holds no handle.
    }

    private async Task AcceptAsync(CancellationToken closing)
    {
        try
        {
            while (true)
            {
                var local = await _listener.AcceptAsync(closing).ConfigureAwait(false);
                _ = RelayAsync(local, closing);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // The end.
        }
    }

    private async Task RelayAsync(Socket local, CancellationToken closing)
    {
        using var near = new NetworkStream(local, ownsSocket: true);
        using var remote = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await ConnectAsync(remote, closing).ConfigureAwait(false);
            using var plain = new NetworkStream(remote);
            using var secure = _tls is null ? null : new SslStream(plain);
            if (secure is not null)
            {
                await secure.AuthenticateAsClientAsync(_tls!.ToOptions(_endpoint.IdnHost), closing).ConfigureAwait(false);
            }

            _fault = null;
            Stream far = secure ?? (Stream)plain;
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(closing);
            var there = CopyAsync(near, far, secure is null ? () => Task.Run(() => remote.Shutdown(SocketShutdown.Send)) : secure.ShutdownAsync, ended);
            await CopyAsync(far, near, () => Task.Run(() => local.Shutdown(SocketShutdown.Send)), ended).ConfigureAwait(false);
            // Where the engine has said its last word nobody listens to ours.
            await ended.CancelAsync().ConfigureAwait(false);
            await there.ConfigureAwait(false);
        }
        catch (AuthenticationException exception)
        {
            _fault = _tls!.Explain(exception);
        }
        catch (Exception exception) when (EngineFailure.Is(exception) || exception is OperationCanceledException)
        {
            _fault = exception is OperationCanceledException ? null : EngineFailure.Describe(exception);
        }
    }

    private async Task ConnectAsync(Socket remote, CancellationToken closing)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(closing);
        patience.CancelAfter(ConnectPatience);
        try
        {
            await remote.ConnectAsync(_endpoint.IdnHost, PortOf(_endpoint, _tls is not null), patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!closing.IsCancellationRequested)
        {
            throw new TimeoutException($"no connection in {ConnectPatience.TotalSeconds:0} s", exception);
        }
    }

    /// <summary>Copies one way, then says that nothing more comes. Whatever fails there ends the other way too.</summary>
    private static async Task CopyAsync(Stream from, Stream to, Func<Task> end, CancellationTokenSource ended)
    {
        try
        {
            await from.CopyToAsync(to, ended.Token).ConfigureAwait(false);
            await end().ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.Is(exception) || exception is OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }
}
