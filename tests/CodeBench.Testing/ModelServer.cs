using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CodeBench.Testing;

/// <summary>A server that speaks the OpenAI API, with a model whose text tells what it was asked: "m|prompt|seed".</summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly HttpTestServer _server;
    private readonly Func<HttpExchange, int, CancellationToken, Task<bool>> _misbehave;
    private int _count;

    /// <summary>Starts it.</summary>
    /// <param name="misbehave">Asked for each completion, with its number from 0: true where it has dealt with it.</param>
    public ModelServer(Func<HttpExchange, int, CancellationToken, Task<bool>>? misbehave = null)
    {
        _misbehave = misbehave ?? ((_, _, _) => Task.FromResult(false));
        _server = new HttpTestServer(AnswerAsync);
    }

    /// <summary>Where its API begins.</summary>
    public Uri Address => _server.Address;

    /// <summary>What GET /models says; null for 404.</summary>
    public string? Models { get; init; } = ListOf("m");

    /// <summary>What it was asked, in the order of arrival, answered or not.</summary>
    public ConcurrentQueue<JsonNode> Asked { get; } = new();

    /// <summary>The headers of all requests.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Headers { get; } = new();

    /// <summary>The most completions that it had to make at a time.</summary>
    public int MostInFlight => _server.MostInFlight;

    /// <summary>How many it has to make now.</summary>
    public int InFlight => _server.InFlight;

    /// <summary>A list of models.</summary>
    public static string ListOf(params IEnumerable<string> names) =>
        new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. names.Select(name => new JsonObject { ["id"] = name, ["object"] = "model" })]) }.ToJsonString();

    /// <summary>The right answer to a request.</summary>
    public static JsonObject AnswerTo(JsonNode request)
    {
        var prompt = request["prompt"]?.GetValue<string>() ?? string.Join('/', request["messages"]!.AsArray().Select(message => message!["content"]!.GetValue<string>()));
        var text = $"m|{prompt}|{request["seed"]}";
        var choice = new JsonObject { ["index"] = 0, ["finish_reason"] = "stop" };
        if (request["messages"] is null)
        {
            choice["text"] = text;
        }
        else
        {
            choice["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text };
        }

        return new JsonObject { ["id"] = "x", ["choices"] = new JsonArray(choice), ["usage"] = new JsonObject { ["completion_tokens"] = 5 } };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpExchange exchange, CancellationToken cancellationToken)
    {
        Headers.Enqueue(exchange.Headers);
        if (exchange.Method == "GET")
        {
            await (exchange.Path == "/v1/models" && Models is not null
                ? exchange.AnswerAsync(200, Models, cancellationToken)
                : exchange.AnswerAsync(404, """{"detail":"Not Found"}""", cancellationToken));
            return;
        }

        Asked.Enqueue(exchange.Json);
        if (!await _misbehave(exchange, Interlocked.Increment(ref _count) - 1, cancellationToken))
        {
            await exchange.AnswerAsync(200, AnswerTo(exchange.Json).ToJsonString(), cancellationToken);
        }
    }
}
