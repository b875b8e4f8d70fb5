using System.Net;

namespace CodeBench.Testing;

/// <summary>Answers every request of an HttpClient with the same text, without any network.</summary>
public sealed class FakeServer(HttpStatusCode status, string content) : HttpMessageHandler
{
    private readonly List<string> _requests = [];

    /// <summary>The addresses that were asked for.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _requests.Add(request.RequestUri!.ToString());
        return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(content), RequestMessage = request });
    }
}
