namespace CodeBench.Cli.Settings;

/// <summary>The engines that the user named.</summary>
/// <param name="Endpoints">Where they listen; none where one is to be looked for.</param>
/// <param name="OwnWorkers">Whether an engine of several, or on another machine, runs as many programs at once as its machine has processors.</param>
public sealed record EngineChoice(IReadOnlyList<Uri> Endpoints, bool OwnWorkers)
{
    /// <summary>The engine, where there is one at most; null to look for it.</summary>
    public Uri? Only => Endpoints.Count == 1 ? Endpoints[0] : null;

    /// <summary>Whether there are several.</summary>
    public bool IsSeveral => Endpoints.Count > 1;
}
