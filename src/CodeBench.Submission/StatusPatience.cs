namespace CodeBench.Submission;

/// <summary>How long a shard that has left the queue may lack an exit status before it counts as killed.</summary>
internal static class StatusPatience
{
    // NFS clients believe for up to acdirmax, 60 s unless an administrator says otherwise, that a file is still missing which another node has written.
    private static readonly TimeSpan OnNetwork = TimeSpan.FromSeconds(90);

    /// <summary>The patience for a folder: none where its file system is this machine's own. One that is not known may well be a network's.</summary>
    /// <param name="folder">A folder that is there.</param>
    public static TimeSpan For(string folder) => new DriveInfo(folder).DriveType is DriveType.Fixed or DriveType.Removable or DriveType.Ram ? TimeSpan.Zero : OnNetwork;
}
