using CodeBench.Execution.Containers;
using Docker.DotNet;

namespace CodeBench.Execution.Engines;

/// <summary>The way to an engine: a socket of this machine, a network connection with or without TLS, or a tunnel through ssh.</summary>
internal sealed class EngineLink : IAsyncDisposable
{
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);

    private readonly SshTunnel? _tunnel;
    private readonly NetworkRelay? _relay;

    private EngineLink(Uri endpoint, SshTunnel? tunnel, NetworkRelay? relay)
    {
        Endpoint = endpoint;
        _tunnel = tunnel;
        _relay = relay;
    }

    /// <summary>Where the engine listens, as the user says it.</summary>
    public Uri Endpoint { get; }

    private string? Fault => _tunnel?.Fault ?? _relay?.Fault;

    /// <summary>The way to an address; nothing is connected yet.</summary>
    /// <exception cref="Core.Faults.InvalidInputException">The certificates that the environment names cannot be read.</exception>
    public static EngineLink To(Uri endpoint) => To(endpoint, Environment.GetEnvironmentVariable);

    /// <summary>The same with another environment.</summary>
    internal static EngineLink To(Uri endpoint, Func<string, string?> variable) => endpoint.Scheme switch
    {
        "ssh" => new EngineLink(endpoint, new SshTunnel(endpoint), null),
        "unix" => new EngineLink(endpoint, null, null),
        _ => new EngineLink(endpoint, null, new NetworkRelay(endpoint, EngineTls.For(endpoint, variable))),
    };

    /// <summary>Opens what has to be opened before anything can be asked, and asks whether an engine is at the end of it.</summary>
    /// <returns>Null where it answers, else the reason why not.</returns>
    public async Task<string?> OpenAsync(CancellationToken cancellationToken) =>
        (_tunnel is null ? null : await _tunnel.OpenAsync(cancellationToken).ConfigureAwait(false))
        ?? await WhyNoAnswerAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>A client that speaks this way to the engine.</summary>
    public DockerClient CreateClient() => new DockerClientBuilder()
        .WithTimeout(Timeout.InfiniteTimeSpan)
        .WithEndpoint(_tunnel?.LocalEndpoint ?? _relay?.LocalEndpoint ?? Endpoint)
        .Build();

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
            return Fault ?? $"no answer in {ProbePatience.TotalSeconds:0} s";
        }
        catch (Exception exception) when (EngineFailure.Is(exception))
        {
            // A connection that is closed because nobody waits any more says nothing of the engine.
            cancellationToken.ThrowIfCancellationRequested();
            return Fault ?? EngineFailure.Describe(exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var end in new IAsyncDisposable?[] { _tunnel, _relay }.OfType<IAsyncDisposable>())
        {
            await end.DisposeAsync().ConfigureAwait(false);
        }
    }
}
