using CodeBench.Core.Faults;

namespace CodeBench.Execution.Engines;

/// <summary>The places where an engine may already be listening, in the order in which they are tried.</summary>
internal static class EngineCandidates
{
    /// <summary>Where the Docker engine listens by default.</summary>
    public const string DefaultSocket = "/var/run/docker.sock";

    /// <summary>The places. One that the user or the environment names is the only one.</summary>
    /// <param name="named">--engine; null where it is not given.</param>
    /// <param name="dockerHost">DOCKER_HOST; null or empty where it is not set.</param>
    /// <param name="defaultSocket">The default socket, if it exists.</param>
    /// <exception cref="InvalidInputException">DOCKER_HOST is no URL of an engine.</exception>
    public static IReadOnlyList<Uri> Find(Uri? named, string? dockerHost, string? defaultSocket)
    {
        if (named is not null)
        {
            return [named];
        }

        if (!string.IsNullOrEmpty(dockerHost))
        {
            return Uri.TryCreate(dockerHost, UriKind.Absolute, out var host) && EngineOptions.IsAddress(host)
                ? [host]
                : throw new InvalidInputException(new Fault("DOCKER_HOST", null, null, $"{dockerHost} is no URL of an engine: unix:///path, tcp://host:port or ssh://user@host."));
        }

        return defaultSocket is null ? [] : [new Uri($"unix://{defaultSocket}")];
    }
}
