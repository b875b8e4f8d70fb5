using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>Containers whose process was killed before it could remove them.</summary>
internal static class StaleContainers
{
    private static readonly TimeSpan OwnPatience = TimeSpan.FromSeconds(3);

    /// <summary>Removes them.</summary>
    /// <param name="client">The engine.</param>
    /// <param name="now">The time, which is held against when they were made.</param>
    /// <param name="cancellationToken">Stops between two of them.</param>
    /// <returns>How many went.</returns>
    public static async Task<int> RemoveAsync(IDockerClient client, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var containers = await ListAsync(client, [ContainerOwner.HostLabel], cancellationToken).ConfigureAwait(false);
        var stale = containers.Where(container => ContainerOwner.IsStale(container.Labels, container.State, now - container.Created));
        return await RemoveAsync(client, stale, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes what is left of a sandbox of this process. Does not throw: where the engine is away, the next start does it.</summary>
    /// <param name="client">The engine.</param>
    /// <param name="sandbox">The sandbox's name.</param>
    public static async Task RemoveOfAsync(IDockerClient client, string sandbox)
    {
        var labels = ContainerOwner.Current.ToLabels();
        labels[ContainerSettings.SandboxLabel] = sandbox;
        using var patience = new CancellationTokenSource(OwnPatience);
        try
        {
            var left = await ListAsync(client, labels.Select(label => $"{label.Key}={label.Value}"), patience.Token).ConfigureAwait(false);
            await RemoveAsync(client, left, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.Is(exception) || exception is OperationCanceledException)
        {
            // They carry labels.
        }
    }

    private static async Task<IEnumerable<ContainerListResponse>> ListAsync(
        IDockerClient client, IEnumerable<string> labels, CancellationToken cancellationToken) =>
        await client.Containers.ListContainersAsync(
            new ContainersListParameters
            {
                All = true,
                Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = labels.ToDictionary(label => label, _ => true) },
            },
            cancellationToken).ConfigureAwait(false);

    private static async Task<int> RemoveAsync(
        IDockerClient client, IEnumerable<ContainerListResponse> containers, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var container in containers)
        {
            try
            {
                await client.Containers.RemoveContainerAsync(
                    container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken).ConfigureAwait(false);
                removed++;
            }
            catch (DockerApiException)
            {
                // Another codebench, or the engine itself, was quicker; one that was killed may go on listing what it has removed.
            }
        }

        return removed;
    }
}
