using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CodeBench.Testing;

/// <summary>A real server on this machine that does what a test says, also what no library of servers would let it: HTTP/1.1 over plain sockets.</summary>
public sealed class HttpTestServer : IAsyncDisposable
{
    private const int Backlog = 4096;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<HttpExchange, CancellationToken, Task> _answer;
    private readonly Task _accepting;
    private int _inFlight;
    private int _most;

    /// <summary>Starts it at a free port.</summary>
    /// <param name="answer">Answers a request.</param>
    public HttpTestServer(Func<HttpExchange, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(Backlog);
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/v1"));
        _accepting = AcceptAsync();
    }

    /// <summary>Where its API begins.</summary>
    public Uri Address { get; }

    /// <summary>The most requests that it had to answer at a time.</summary>
    public int MostInFlight => Volatile.Read(ref _most);

    /// <summary>How many it has to answer now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_end.IsCancellationRequested)
        {
            await _end.CancelAsync();
            _listener.Dispose();
            await _accepting;
            _end.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var reader = new BufferedStream(stream);
            while (await ReadAsync(reader, stream) is { } exchange)
            {
                Grow(Interlocked.Increment(ref _inFlight));
                try
                {
                    await _answer(exchange, _end.Token);
                }
                finally
                {
                    Interlocked.Decrement(ref _inFlight);
                }

                if (exchange.IsOver)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    private void Grow(int count)
    {
        for (var most = _most; count > most; most = _most)
        {
            Interlocked.CompareExchange(ref _most, count, most);
        }
    }

    private async Task<HttpExchange?> ReadAsync(BufferedStream reader, NetworkStream stream)
    {
        if (await LineAsync(reader) is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>();
        while (await LineAsync(reader) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await reader.ReadExactlyAsync(body, _end.Token);
        var words = first.Split(' ');
        return new HttpExchange(words[0], words[1], headers, Encoding.UTF8.GetString(body), stream, ChunksAsync(reader, headers.GetValueOrDefault("transfer-encoding") == "chunked"));
    }

    private async IAsyncEnumerable<int> ChunksAsync(BufferedStream reader, bool isChunked)
    {
        while (isChunked && int.Parse((await LineAsync(reader))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var size)
        {
            await reader.ReadExactlyAsync(new byte[size], _end.Token);
            await LineAsync(reader);
            if (size == 0)
            {
                yield break;
            }

            yield return size;
        }
    }

    private async Task<string?> LineAsync(BufferedStream reader)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await reader.ReadAsync(one, _end.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
