using System.Diagnostics;
using CliWrap;

namespace CodeBench.Execution.Engines;

/// <summary>What a private engine leaves that was itself killed: its helpers, mounts, sockets and pid files.</summary>
internal static class EngineLeftovers
{
    /// <summary>The engine's processes: each of them names the runtime folder on its command line.</summary>
    public static IEnumerable<int> Processes(string runtimeFolder) => FolderUse.Processes(runtimeFolder)
        .Where(process => Path.GetFileName(process.Program) is "dockerd" or "containerd" or "containerd-shim-runc-v2")
        .Select(process => process.Id);

    /// <summary>Whether the engine itself is there, whatever it does.</summary>
    public static bool IsAlive(string runtimeFolder) => FolderUse.Processes(runtimeFolder).Any(process => Path.GetFileName(process.Program) == "dockerd");

    /// <summary>Removes them. The caller holds the lock for starting, and no engine answers.</summary>
    public static async Task RemoveAsync(string stateFolder, string runtimeFolder, CancellationToken cancellationToken)
    {
        foreach (var id in Processes(runtimeFolder).ToArray())
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                // It ended meanwhile.
            }
        }

        foreach (var mount in FolderUse.MountsBelow(stateFolder).Concat(FolderUse.MountsBelow(runtimeFolder)).ToArray())
        {
            await Cli.Wrap("umount").WithArguments(["-l", mount]).WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Directory.Exists(runtimeFolder))
        {
            Directory.Delete(runtimeFolder, recursive: true);
        }
    }
}
