using System.Diagnostics;
using CliWrap;

namespace CodeBench.Execution.Engines;

/// <summary>What a private engine leaves that was itself killed: its helpers, mounts, sockets and pid files.</summary>
internal static class EngineLeftovers
{
    /// <summary>The engine's processes: each of them names the runtime folder on its command line.</summary>
    public static IEnumerable<int> Processes(string runtimeFolder)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && CommandLineOf(folder) is { } arguments
                && Path.GetFileName(arguments[0]) is "dockerd" or "containerd" or "containerd-shim-runc-v2"
                && arguments.Any(argument => argument.Contains(runtimeFolder, StringComparison.Ordinal)))
            {
                yield return id;
            }
        }
    }

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

        foreach (var mount in MountsBelow(stateFolder).Concat(MountsBelow(runtimeFolder)).ToArray())
        {
            await Cli.Wrap("umount").WithArguments(["-l", mount]).WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Directory.Exists(runtimeFolder))
        {
            Directory.Delete(runtimeFolder, recursive: true);
        }
    }

    /// <summary>The deepest first.</summary>
    private static IEnumerable<string> MountsBelow(string folder) =>
        File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')[4])
            .Where(point => point.StartsWith(folder + "/", StringComparison.Ordinal)).Reverse();

    private static string[]? CommandLineOf(string processFolder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(processFolder, "cmdline"));
            return text.Length == 0 ? null : text.TrimEnd('\0').Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
