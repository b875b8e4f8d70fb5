using CliWrap;
using CodeBench.Execution.Engines;

namespace CodeBench.Execution.Containers;

/// <summary>
/// A folder of this process in which a base image is made. Disposing it removes it with all that the tool has left there, the tool
/// having ended; what a killed process leaves is removed at the next start.
/// </summary>
internal sealed class BaseFolder : IAsyncDisposable
{
    private const string Kind = "base.";

    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder below the one for temporary files.</summary>
    public BaseFolder()
    {
        FullName = Directory.CreateTempSubdirectory(ContainerOwner.Current.ToFolderPrefix() + Kind).FullName;
        if (!OperatingSystem.IsWindows())
        {
            // apt downloads as a user of its own, who has to come through to the tool's folder.
            File.SetUnixFileMode(FullName, Mode);
        }
    }

    /// <summary>Its full path.</summary>
    public string FullName { get; }

    /// <summary>Removes the folders of processes that are no more. One in which the tool still works stays until the start after its end.</summary>
    public static async Task RemoveStaleAsync()
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories($"{ContainerOwner.FolderPattern}-{Kind}*"))
        {
            if (folder.LinkTarget is null && ContainerOwner.IsStale(folder.Name) && !FolderUse.Processes(folder.FullName).Any())
            {
                await RemoveAsync(folder.FullName).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await RemoveAsync(FullName).ConfigureAwait(false);

    // What a tool has mounted there may be the machine's own /sys: then everything stays, and no removal ever goes into another file system.
    private static async Task RemoveAsync(string folder)
    {
        if (FolderUse.MountsBelow(folder).Length == 0)
        {
            await Cli.Wrap("rm").WithArguments(["--recursive", "--force", "--one-file-system", "--", folder])
                .WithValidation(CommandResultValidation.None).ExecuteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
