using CodeBench.Core.Faults;

namespace CodeBench.Execution.Engines;

/// <summary>Which engine is used, and what may be done to have one.</summary>
public sealed record EngineOptions
{
    /// <summary>The engine that the user named (<see cref="IsAddress"/>); then no other is tried. Null: look for one.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Whether docker.io and mmdebstrap may be installed where they are missing. Default: no.</summary>
    public bool AllowInstall { get; init; }

    /// <summary>Where a private engine keeps its images. Default: engine in the user's cache (<see cref="UserCache"/>).</summary>
    public string StateFolder { get; init; } = Path.Combine(UserCache.Folder(Environment.GetEnvironmentVariable), "engine");

    /// <summary>Where the sockets of a private engine lie; short, since a socket's path has at most 108 bytes.</summary>
    public string RuntimeFolder { get; init; } = "/run/codebench";

    /// <summary>Whether a URL can be an engine's: unix:///path, tcp://host:port, http:// and https:// likewise, ssh://[user@]host[:port][/path].</summary>
    public static bool IsAddress(Uri url) => url.Scheme is "unix" or "tcp" or "http" or "https" or "ssh";
}
