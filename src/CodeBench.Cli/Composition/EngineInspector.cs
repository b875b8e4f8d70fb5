using CodeBench.Execution.Engines;

namespace CodeBench.Cli.Composition;

/// <summary>Looks for a container engine, for doctor; starts and installs nothing.</summary>
public static class EngineInspector
{
    /// <summary>The finding.</summary>
    public static async Task<Finding> InspectAsync(Uri? engine, CancellationToken cancellationToken)
    {
        const string Check = "container engine";
        var status = await Engine.ProbeAsync(new EngineOptions { Endpoint = engine }, cancellationToken).ConfigureAwait(false);
        if (status.Reachable)
        {
            var kind = status.Private ? "private" : "the machine's own";
            return new Finding(
                Check,
                Finding.Fine,
                $"{kind}, version {status.Version}, API {status.ApiVersion}, {status.StorageDriver}, cgroup v{status.CgroupVersion}, at {status.Endpoint}",
                "");
        }

        return status.StartsWhenNeeded
            ? new Finding(Check, Finding.Fine, status.Advice!, "")
            : new Finding(Check, Finding.Missing, "none answers", status.Advice!);
    }
}
