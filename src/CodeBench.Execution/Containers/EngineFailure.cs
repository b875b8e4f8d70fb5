using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Docker.DotNet;

namespace CodeBench.Execution.Containers;

/// <summary>The ways in which talking to an engine fails.</summary>
internal static class EngineFailure
{
    /// <summary>Whether an exception says that the engine, or the way to it, failed.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        DockerApiException or HttpRequestException or IOException or SocketException or TimeoutException => true,
        // Of a host with several addresses each one is tried, and each failure told.
        AggregateException several => several.InnerExceptions.All(Is),
        _ => false,
    };

    /// <summary>What failed, in one line: the engine's own words where it has any.</summary>
    public static string Describe(Exception exception)
    {
        // "Connection failed", says a client whose socket says why.
        var text = exception is DockerApiException { ResponseBody: { Length: > 0 } body } ? MessageOf(body)
            : exception.GetBaseException() is SocketException socket ? socket.Message
            : exception.Message;
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string MessageOf(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["message"]?.ToString() ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
