using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;

namespace CodeBench.Generation.Endpoints;

/// <summary>One request, one answer or one failure: nothing is tried again here.</summary>
internal sealed class EndpointClient : IDisposable
{
    private const long MostAnswer = 64L << 20;

    // Python's usual server closes connections that were idle for 5 s, perhaps while a request is on its way.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(4);

    private readonly HttpClient _http;
    private readonly EndpointOptions _options;
    private readonly FailureReader _failures;
    private readonly TimeProvider _time;

    /// <summary>Makes ready; connects with the first request.</summary>
    public EndpointClient(EndpointOptions options, TimeProvider time)
    {
        (_options, _failures, _time) = (options, new FailureReader(options, time), time);
        var handler = new SocketsHttpHandler
        {
            // The key is for this server and no other.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = options.Concurrency,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionIdleTimeout = IdleTime,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostAnswer };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("codebench", null));
    }

    /// <summary>The server.</summary>
    public Uri Address => _options.Address;

    /// <summary>Asks for something that is there.</summary>
    /// <exception cref="EndpointFailure">It did not come.</exception>
    public Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Asks for something that is made.</summary>
    /// <exception cref="EndpointFailure">It did not come.</exception>
    public Task<JsonDocument> PostAsync(string path, byte[] body, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, path, body, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var request = new HttpRequestMessage(method, $"{_options.Address}/{path}")
        {
            Version = HttpVersion.Version20, // over TLS, where the server has it
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } },
        };
        _options.Key.AddTo(request);
        try
        {
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var content = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? JsonDocument.Parse(content) : throw _failures.Read(response, Encoding.UTF8.GetString(content));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EndpointFailure(FailureKind.Passing, FormattableString.Invariant($"gave no answer within {_options.Timeout.TotalSeconds:0.#} s (--request-timeout)"), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            var cause = exception.InnerException is { } inner && !exception.Message.Contains(inner.Message, StringComparison.Ordinal) ? $": {inner.Message}" : "";
            throw new EndpointFailure(FailureKind.Passing, $"cannot be reached, or ended the connection ({_options.Key.Hide(exception.Message + cause)})", exception);
        }
        catch (JsonException exception)
        {
            throw new EndpointFailure(FailureKind.Passing, "sent an answer that is no JSON, or a part of one", exception);
        }
    }
}
