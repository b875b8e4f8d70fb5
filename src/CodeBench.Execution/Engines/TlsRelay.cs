using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Engines;

/// <summary>
/// A socket of this process that leads to an engine over TLS: the engine's certificate is verified for each connection. Disposing it ends them all.
/// </summary>
internal sealed class TlsRelay : IAsyncDisposable
{
    private readonly Uri _endpoint;
    private readonly EngineTls _tls;
    private readonly string _folder = Directory.CreateTempSubdirectory(ContainerOwner.Current.ToFolderPrefix()).FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private volatile string? _fault;

    /// <param name="endpoint">Where the engine listens; without a port, 2376.</param>
    /// <param name="tls">Whom to trust, and who we are.</param>
    public TlsRelay(Uri endpoint, EngineTls tls)
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
            const int DefaultPort = 2376;
            await remote.ConnectAsync(_endpoint.IdnHost, _endpoint.Port > 0 ? _endpoint.Port : DefaultPort, closing).ConfigureAwait(false);
            using var far = new SslStream(new NetworkStream(remote));
            await far.AuthenticateAsClientAsync(_tls.ToOptions(_endpoint.IdnHost), closing).ConfigureAwait(false);
            _fault = null;
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(closing);
            var there = CopyAsync(near, far, far.ShutdownAsync, ended);
            await CopyAsync(far, near, () => Task.Run(() => local.Shutdown(SocketShutdown.Send)), ended).ConfigureAwait(false);
            // Where the engine has said its last word nobody listens to ours.
            await ended.CancelAsync().ConfigureAwait(false);
            await there.ConfigureAwait(false);
        }
        catch (AuthenticationException exception)
        {
            _fault = _tls.Explain(exception);
        }
        catch (Exception exception) when (EngineFailure.Is(exception) || exception is OperationCanceledException)
        {
            _fault = exception is OperationCanceledException ? null : EngineFailure.Describe(exception);
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
