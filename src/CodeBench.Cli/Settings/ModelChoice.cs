using CodeBench.Core.Faults;
using CodeBench.Generation.Endpoints;

namespace CodeBench.Cli.Settings;

/// <summary>A checkpoint and where it computes, or a server.</summary>
/// <param name="Folder">The checkpoint's folder.</param>
/// <param name="Device">cpu, cuda or cuda:N, or several with commas between them.</param>
/// <param name="Dtype">float32, bfloat16 or float16.</param>
/// <param name="Replicas">Whether each of several devices has a copy of the model.</param>
/// <param name="Endpoint">The server, yet without a key; null where it is a checkpoint, or the address is wrong.</param>
public sealed record ModelChoice(string Folder, string Device, string Dtype, bool Replicas = false, EndpointOptions? Endpoint = null)
{
    /// <summary>Whether it is worth opening: a folder that is there, or a server where nothing else is wrong, for one that is gone would hide that.</summary>
    /// <param name="faults">What was found so far.</param>
    public bool IsWorthOpening(FaultCollector faults) => Endpoint is null ? Directory.Exists(Folder) : faults.IsEmpty;
}
