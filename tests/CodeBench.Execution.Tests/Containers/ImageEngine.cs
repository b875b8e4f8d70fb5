using System.Collections.Concurrent;
using CodeBench.Execution.Engines;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Containers;

/// <summary>An engine of which nothing works but images: they are given away and taken as a test says.</summary>
internal sealed class ImageEngine : IAsyncDisposable
{
    private const int Piece = 1 << 16;

    private readonly TaskCompletionSource _taking = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpTestServer _server;
    private long _taken;

    public ImageEngine() => _server = new HttpTestServer(AnswerAsync);

    public Uri Endpoint => new($"tcp://{_server.Address.Authority}");

    /// <summary>The digests of the images that it has, by digest or name.</summary>
    public ConcurrentDictionary<string, string> Images { get; } = [];

    /// <summary>Pieces of 64 KiB that it gives of an image.</summary>
    public int Pieces { get; init; } = 2;

    /// <summary>What is waited for when half of an image is given.</summary>
    public Task Middle { get; set; } = Task.CompletedTask;

    /// <summary>What becomes of an image that was given to it; it answers with the text.</summary>
    public Func<string> OnLoad { get; set; } = () => "{\"stream\":\"Loaded\"}\n";

    /// <summary>Ends when the first bytes of an image have come.</summary>
    public Task Taking => _taking.Task;

    /// <summary>How many bytes of images have come.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>The names that images were given.</summary>
    public ConcurrentQueue<string> Tags { get; } = [];

    public Task<Engine> ConnectAsync(CancellationToken cancellationToken) =>
        Engine.ConnectAsync(new EngineOptions { Endpoint = Endpoint }, new Progress<string>(), cancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpExchange exchange, CancellationToken cancellationToken)
    {
        var (path, query) = exchange.Path.Split('?') is [var first, var second] ? (first, second) : (exchange.Path, "");
        var image = Uri.UnescapeDataString(path).Split("/images/")[^1];
        switch (image[(image.LastIndexOf('/') + 1)..])
        {
            case "get":
                await exchange.AnswerInChunksAsync(GiveAsync(), cancellationToken);
                break;
            case "load":
                await foreach (var size in exchange.Chunks.WithCancellation(cancellationToken))
                {
                    Interlocked.Add(ref _taken, size);
                    _taking.TrySetResult();
                }

                await exchange.AnswerAsync(200, OnLoad(), cancellationToken);
                break;
            case "json" when Images.TryGetValue(image[..^"/json".Length], out var digest):
                await exchange.AnswerAsync(200, $"{{\"Id\":\"{digest}\"}}", cancellationToken);
                break;
            case "json":
                await exchange.AnswerAsync(404, "{\"message\":\"no such image\"}", cancellationToken);
                break;
            case "create":
                await exchange.AnswerAsync(404, "{\"message\":\"no such registry\"}", cancellationToken);
                break;
            case "tag":
                Tags.Enqueue(Uri.UnescapeDataString(query));
                await exchange.AnswerAsync(201, "", cancellationToken);
                break;
            default:
                await exchange.AnswerAsync(200, "OK", cancellationToken);
                break;
        }
    }

    private async IAsyncEnumerable<byte[]> GiveAsync()
    {
        for (var i = 0; i < Pieces; i++)
        {
            if (i == Pieces / 2)
            {
                await Middle;
            }

            yield return new byte[Piece];
        }
    }
}
