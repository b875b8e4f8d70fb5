using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace CodeBench.Testing;

/// <summary>What a test does to a container engine behind CodeBench's back.</summary>
public sealed class EngineApi : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

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
        var listed = JsonNode.Parse(text)!.AsArray().Select(container => container!["Id"]!.GetValue<string>()).ToList();
        return running ? listed : [.. (await Task.WhenAll(listed.Select(id => IfKnownAsync(id, cancellationToken)))).OfType<string>()];
    }

    /// <summary>Waits until no container is left, whatever its state.</summary>
    /// <param name="label">Which of them (<see cref="ContainersAsync"/>).</param>
    /// <param name="limit">How long: an engine that has just started may still be removing what one that was killed has left.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="TimeoutException">One was left: what the engine knows of it.</exception>
    public async Task UntilNoneIsLeftAsync(string label, TimeSpan limit, CancellationToken cancellationToken)
    {
        var left = await ContainersAsync(running: false, label, cancellationToken);
        try
        {
            await Deadline.KeepAsync(limit, "The removal of containers", UntilNoneAsync, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            var known = await Task.WhenAll(left.Select(id => KnownOfAsync(id, cancellationToken)));
            throw new TimeoutException($"Containers are left:{Environment.NewLine}{string.Join(Environment.NewLine, known)}", exception);
        }

        async Task UntilNoneAsync(CancellationToken token)
        {
            using var timer = new PeriodicTimer(Interval);
            while (left.Count > 0)
            {
                await timer.WaitForNextTickAsync(token);
                left = await ContainersAsync(running: false, label, token);
            }
        }
    }

    // An engine that was killed and started again may list a container as dead, for ever, that it has removed and does not know: asked to remove it, it says so.
    private async Task<string?> IfKnownAsync(string id, CancellationToken cancellationToken)
    {
        using var details = await _client.GetAsync($"/containers/{id}/json", cancellationToken);
        return details.StatusCode == HttpStatusCode.NotFound ? null : id;
    }

    // Its state and labels, and what removing it by force says.
    private async Task<string> KnownOfAsync(string id, CancellationToken cancellationToken)
    {
        using var details = await _client.GetAsync($"/containers/{id}/json", cancellationToken);
        var container = JsonNode.Parse(await details.Content.ReadAsStringAsync(cancellationToken))!;
        using var removal = await _client.DeleteAsync($"/containers/{id}?force=1", cancellationToken);
        return $"{id}: {container["State"]} {container["Config"]?["Labels"]}; removed: {removal.StatusCode} {await removal.Content.ReadAsStringAsync(cancellationToken)}";
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
