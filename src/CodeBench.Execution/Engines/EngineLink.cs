using System.Security.Authentication;
using CodeBench.Execution.Containers;
using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using Docker.DotNet.NativeHttp;

namespace CodeBench.Execution.Engines;

/// <summary>The way to an engine: a socket of this machine, a network connection with or without TLS, or a tunnel through ssh.</summary>
internal sealed class EngineLink : IAsyncDisposable
{
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);

    private readonly SshTunnel? _tunnel;
    private readonly EngineTls? _tls;

    private EngineLink(Uri endpoint, SshTunnel? tunnel, EngineTls? tls)
    {
        Endpoint = endpoint;
        _tunnel = tunnel;
        _tls = tls;
    }

    /// <summary>Where the engine listens, as the user says it.</summary>
    public Uri Endpoint { get; }

    /// <summary>The way to an address; nothing is opened yet.</summary>
    /// <exception cref="Core.Faults.InvalidInputException">The certificates that the environment names cannot be read.</exception>
    public static EngineLink To(Uri endpoint) => To(endpoint, Environment.GetEnvironmentVariable);

    /// <summary>The same with another environment.</summary>
    internal static EngineLink To(Uri endpoint, Func<string, string?> variable) => endpoint.Scheme == "ssh"
        ? new EngineLink(endpoint, new SshTunnel(endpoint), null)
        : new EngineLink(endpoint, null, EngineTls.For(endpoint, variable));

    /// <summary>Opens what has to be opened before anything can be asked, and asks whether an engine is at the end of it.</summary>
    /// <returns>Null where it answers, else the reason why not.</returns>
    public async Task<string?> OpenAsync(CancellationToken cancellationToken) =>
        (_tunnel is null ? null : await _tunnel.OpenAsync(cancellationToken).ConfigureAwait(false))
        ?? await WhyNoAnswerAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>A client that speaks this way to the engine.</summary>
    public DockerClient CreateClient()
    {
        var builder = new DockerClientBuilder().WithTimeout(Timeout.InfiniteTimeSpan);
        return (_tunnel, _tls) switch
        {
            ({ } tunnel, _) => builder.WithEndpoint(tunnel.LocalEndpoint).Build(),
            (_, { } tls) => builder.WithEndpoint(new UriBuilder(Endpoint) { Scheme = "https" }.Uri)
                .WithAuthProvider(new TlsProvider(tls, Endpoint.IdnHost))
                .WithTransportOptions(new NativeHttpTransportOptions())
                .Build(),
            _ => builder.WithEndpoint(Endpoint).Build(),
        };
    }

    /// <summary>Asks whether an engine answers now, over a new connection.</summary>
    /// <returns>Null where it does, else the reason why not, in one line.</returns>
    public async Task<string?> WhyNoAnswerAsync(CancellationToken cancellationToken)
    {
        using var client = CreateClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ProbePatience);
        try
        {
            await client.System.PingAsync(patience.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _tunnel?.Fault ?? $"no answer in {ProbePatience.TotalSeconds:0} s";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && EngineFailure.Is(exception))
        {
            return _tunnel?.Fault ?? (TlsFailureOf(exception) is { } failure && _tls is not null ? _tls.Explain(failure) : EngineFailure.Describe(exception));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tunnel?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static AuthenticationException? TlsFailureOf(Exception? exception) => exception switch
    {
        null => null,
        AuthenticationException failure => failure,
        _ => TlsFailureOf(exception.InnerException),
    };

    private sealed class TlsProvider(EngineTls tls, string host) : IAuthProvider
    {
        public bool TlsEnabled => true;

        public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler)
        {
            ((SocketsHttpHandler)handler).SslOptions = tls.ToOptions(host);
            return handler;
        }
    }
}
