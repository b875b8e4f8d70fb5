using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace CodeBench.Testing;

/// <summary>What a test does to a container engine behind CodeBench's back.</summary>
public sealed class EngineApi : IDisposable
{
    private readonly HttpClient _client;

    /// <summary>An engine that listens at unix:///path or tcp://host:port.</summary>
    public EngineApi(Uri endpoint)
    {
        var isSocket = endpoint.Scheme == "unix";
        // Each request has a connection of its own: one that is kept would hide that the engine was replaced.
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero };
        if (isSocket)
        {
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(endpoint.LocalPath, cancellationToken);
        }

        _client = new HttpClient(handler)
        {
            BaseAddress = isSocket ? new Uri("http://engine") : new UriBuilder(endpoint) { Scheme = "http" }.Uri,
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    /// <summary>Whether it answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync("/_ping", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The names of CodeBench's containers, whatever their state, or only of those that run.</summary>
    /// <param name="running">Whether only those that run.</param>
    /// <param name="label">Which of them: a label, or a label and its value ("name=value").</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<IReadOnlyList<string>> ContainersAsync(bool running, string label, CancellationToken cancellationToken)
    {
        var filters = Uri.EscapeDataString($$"""{"label":["{{label}}"]}""");
        var text = await _client.GetStringAsync($"/containers/json?all={(running ? 0 : 1)}&filters={filters}", cancellationToken);
        return [.. JsonNode.Parse(text)!.AsArray().Select(container => container!["Id"]!.GetValue<string>())];
    }

    /// <summary>Kills a container, or removes it by force; one that is gone already is fine.</summary>
    public async Task LoseContainerAsync(string id, bool remove, CancellationToken cancellationToken)
    {
        using var answer = remove
            ? await _client.DeleteAsync($"/containers/{id}?force=1", cancellationToken)
            : await _client.PostAsync($"/containers/{id}/kill", null, cancellationToken);
    }

    /// <summary>The names of all images that begin with one of some words.</summary>
    public async Task<IReadOnlyList<string>> ImagesAsync(IReadOnlyList<string> prefixes, CancellationToken cancellationToken)
    {
        var images = JsonNode.Parse(await _client.GetStringAsync("/images/json", cancellationToken))!.AsArray();
        return
        [
            .. from image in images
               from tag in image!["RepoTags"]?.AsArray() ?? []
               let name = tag!.GetValue<string>()
               where prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
               select name,
        ];
    }

    /// <summary>Removes an image by force.</summary>
    public async Task RemoveImageAsync(string name, CancellationToken cancellationToken)
    {
        using var answer = await _client.DeleteAsync($"/images/{name}?force=1", cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Gives another engine copies of images.</summary>
    public async Task CopyImagesAsync(IReadOnlyList<string> names, EngineApi other, CancellationToken cancellationToken)
    {
        var query = string.Join('&', names.Select(name => $"names={Uri.EscapeDataString(name)}"));
        using var tar = await _client.GetAsync($"/images/get?{query}", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        tar.EnsureSuccessStatusCode();
        using var content = new StreamContent(await tar.Content.ReadAsStreamAsync(cancellationToken));
        content.Headers.ContentType = new("application/x-tar");
        using var answer = await other._client.PostAsync("/images/load?quiet=1", content, cancellationToken);
        // The engine tells an error in the middle of its answer, behind a status that says that all is well.
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode || text.Contains("errorDetail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The images could not be loaded: {text}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
