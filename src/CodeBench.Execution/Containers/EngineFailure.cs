using System.Net.Sockets;
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
}
