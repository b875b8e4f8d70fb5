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
    /// <param name="others">Where else one may be (<see cref="Others"/>); asked only where neither is given.</param>
    /// <exception cref="InvalidInputException">DOCKER_HOST is no URL of an engine.</exception>
    public static IReadOnlyList<Uri> Find(Uri? named, string? dockerHost, Func<IEnumerable<Uri>> others)
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

        return [.. others().Distinct()];
    }

    /// <summary>Where an engine may be that nobody named: that of the context which Docker's own command uses, the default socket, and that of an engine without root (rootless mode).</summary>
    /// <param name="variable">A variable of the environment; null where it is not set.</param>
    /// <param name="home">The user's home folder.</param>
    public static IEnumerable<Uri> Others(Func<string, string?> variable, string home)
    {
        if (DockerContext.Find(variable, home) is { } ofContext)
        {
            yield return ofContext;
        }

        string?[] sockets = [DefaultSocket, variable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? Path.Combine(runtime, "docker.sock") : null];
        foreach (var socket in sockets.OfType<string>().Where(File.Exists))
        {
            yield return new Uri($"unix://{socket}");
        }
    }
}
