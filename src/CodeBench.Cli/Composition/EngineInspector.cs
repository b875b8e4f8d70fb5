using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;

namespace CodeBench.Cli.Composition;

/// <summary>Looks for a container engine, for doctor; starts and installs nothing.</summary>
public static class EngineInspector
{
    private const string Check = "container engine";

    /// <summary>A finding for each engine that was named, or for the one that is found.</summary>
    public static Task<Finding[]> InspectAsync(IReadOnlyList<Uri> engines, CancellationToken cancellationToken) =>
        Task.WhenAll(engines.DefaultIfEmpty<Uri?>(null).Select(engine => InspectAsync(engine, cancellationToken)));

    private static async Task<Finding> InspectAsync(Uri? engine, CancellationToken cancellationToken)
    {
        EngineStatus status;
        try
        {
            status = await Engine.ProbeAsync(new EngineOptions { Endpoint = engine }, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidInputException exception)
        {
            return Finding.Of(Check, exception);
        }

        if (status.Reachable)
        {
            var kind = status.Private ? "private" : engine is null ? "the machine's own" : "as named";
            return new Finding(
                Check,
                Finding.Fine,
                $"{kind}, version {status.Version}, API {status.ApiVersion}, {status.StorageDriver}, cgroup v{status.CgroupVersion}, {status.Platform}, {status.Processors} processors, at {status.Endpoint}",
                "");
        }

        return status.StartsWhenNeeded
            ? new Finding(Check, Finding.Fine, status.Advice!, "")
            : new Finding(Check, Finding.Missing, engine is null ? "none answers" : $"none answers at {engine}", status.Advice!);
    }
}
