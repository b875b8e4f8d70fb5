using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>Containers whose process was killed before it could remove them.</summary>
internal static class StaleContainers
{
    /// <summary>Removes them.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> RemoveAsync(IDockerClient client, CancellationToken cancellationToken)
    {
        var containers = await client.Containers.ListContainersAsync(
            new ContainersListParameters
            {
                All = true,
                Filters = new Dictionary<string, IDictionary<string, bool>>
                {
                    ["label"] = new Dictionary<string, bool> { [ContainerOwner.HostLabel] = true },
                },
            },
            cancellationToken).ConfigureAwait(false);
        var stale = containers.Where(container => ContainerOwner.IsStale(container.Labels, container.State == "running")).ToArray();
        foreach (var container in stale)
        {
            try
            {
                await client.Containers.RemoveContainerAsync(
                    container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken).ConfigureAwait(false);
            }
            catch (DockerApiException)
            {
                // Another codebench, or the engine itself, was quicker.
            }
        }

        return stale.Length;
    }
}
