namespace CodeBench.Execution.Engines;

/// <summary>Advisory locks (flock) on files, which the kernel gives back when a process ends, however it ends.</summary>
internal static class FileLock
{
    // What the system says of a file that another has locked.
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Held by any number of processes at once.</summary>
    public static Task<IDisposable> SharedAsync(string path, CancellationToken cancellationToken) =>
        AcquireAsync(path, FileAccess.Read, FileShare.ReadWrite, cancellationToken);

    /// <summary>Held by one process alone.</summary>
    public static Task<IDisposable> ExclusiveAsync(string path, CancellationToken cancellationToken) =>
        AcquireAsync(path, FileAccess.ReadWrite, FileShare.None, cancellationToken);

    // The runtime's files take an flock when they are opened: exclusive for FileShare.None, else shared. It never waits
    // for one, so that a lock that is held (for moments, while an engine starts or stops) is asked for again.
    private static async Task<IDisposable> AcquireAsync(string path, FileAccess access, FileShare share, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, access, share);
            }
            catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac)
            {
                await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
