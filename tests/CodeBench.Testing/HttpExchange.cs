using System.Text;
using System.Text.Json.Nodes;

namespace CodeBench.Testing;

/// <summary>One request to an <see cref="HttpTestServer"/>, and the means to answer it: rightly, or not.</summary>
/// <param name="method">GET or POST.</param>
/// <param name="path">"/v1/models".</param>
/// <param name="headers">Its headers, by names in lower case.</param>
/// <param name="body">Its body; empty where it has none, or comes in chunks.</param>
/// <param name="stream">The connection.</param>
/// <param name="chunks">The sizes of its body's chunks while they come, each read and forgotten; nothing where it has none.</param>
public sealed class HttpExchange(string method, string path, IReadOnlyDictionary<string, string> headers, string body, Stream stream, IAsyncEnumerable<int> chunks)
{
    public string Method => method;

    public string Path => path;

    public IReadOnlyDictionary<string, string> Headers => headers;

    public string Body => body;

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(body)!;

    /// <summary>Whether the connection is done for.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The sizes of the chunks in which its body comes.</summary>
    public IAsyncEnumerable<int> Chunks => chunks;

    /// <summary>An answer whose body is written in chunks.</summary>
    /// <param name="pieces">What is written, piece by piece.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public async Task AnswerInChunksAsync(IAsyncEnumerable<byte[]> pieces, CancellationToken cancellationToken)
    {
        await WriteAsync("HTTP/1.1 200 Status\r\nTransfer-Encoding: chunked\r\n\r\n", cancellationToken);
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            await WriteAsync($"{piece.Length:x}\r\n", cancellationToken);
            await stream.WriteAsync(piece, cancellationToken);
            await WriteAsync("\r\n", cancellationToken);
        }

        await WriteAsync("0\r\n\r\n", cancellationToken);
    }

    /// <summary>A whole answer.</summary>
    /// <param name="status">200.</param>
    /// <param name="content">Its body.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <param name="more">More headers: "Retry-After: 7".</param>
    public Task AnswerAsync(int status, string content, CancellationToken cancellationToken, params IReadOnlyList<string> more) =>
        WriteAsync(Whole(status, content, more), cancellationToken);

    /// <summary>The same answer twice, one behind the other.</summary>
    public Task AnswerTwiceAsync(string content, CancellationToken cancellationToken) => WriteAsync(Whole(200, content, []) + Whole(200, content, []), cancellationToken);

    /// <summary>The first half of an answer, then the end of the connection.</summary>
    public async Task AnswerHalfAsync(string content, CancellationToken cancellationToken)
    {
        var whole = Whole(200, content, []);
        await WriteAsync(whole[..^(content.Length / 2)], cancellationToken);
        Hang();
    }

    /// <summary>Half of the body, as if it were the whole one.</summary>
    public Task AnswerHalfJsonAsync(string content, CancellationToken cancellationToken) => AnswerAsync(200, content[..(content.Length / 2)], cancellationToken);

    /// <summary>The end of the connection, without a word.</summary>
    public void Hang()
    {
        IsOver = true;
        stream.Dispose();
    }

    private static string Whole(int status, string content, IReadOnlyList<string> more)
    {
        var head = new StringBuilder($"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(content)}\r\n");
        foreach (var header in more)
        {
            head.Append(header).Append("\r\n");
        }

        return head.Append("\r\n").Append(content).ToString();
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
}
