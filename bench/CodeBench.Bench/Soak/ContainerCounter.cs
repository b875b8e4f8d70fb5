using CodeBench.Core.Faults;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Bench.Soak;

/// <summary>Asks the engine how many containers of sandboxes there are.</summary>
/// <param name="endpoint">Where the engine listens.</param>
internal sealed class ContainerCounter(Uri endpoint) : IDisposable
{
    // Every container of a sandbox carries it.
    private const string Label = "codebench.sandbox";
    private readonly DockerClient _client = new DockerClientBuilder().WithEndpoint(endpoint).Build();

    /// <summary>How many there are, also those that do not run.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [Label] = true } };
        try
        {
            var containers = await _client.Containers.ListContainersAsync(
                new ContainersListParameters { All = true, Filters = filters }, cancellationToken);
            return containers.Count;
        }
        catch (Exception exception) when (exception is DockerApiException or HttpRequestException)
        {
            throw new MachineNotAbleException($"The engine does not answer any more: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
