using System.Collections.Concurrent;
using CodeBench.Execution.Engines;

namespace CodeBench.Execution.Containers;

/// <summary>Whose turn it is to build: some images at once, each once, and no other command's meanwhile.</summary>
/// <param name="atOnce">How many are built at once, 1 or more. A build leaves most of a processor to others, and most of a network connection.</param>
/// <param name="lockFile">Full path of the file that other commands lock too; null: none.</param>
/// <param name="progress">Told when another command is waited for.</param>
internal sealed class BuildTurns(int atOnce, string? lockFile, IProgress<string> progress) : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _images = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turns = new(atOnce);
    private readonly SemaphoreSlim _foundation = new(1);
    private readonly SemaphoreSlim _door = new(1);
    private IDisposable? _alone;
    private int _inside;

    /// <summary>Builds an image when its turn has come.</summary>
    /// <param name="image">Its name: one build of a name at a time.</param>
    /// <param name="foundation">Makes what all images share; never twice at once.</param>
    /// <param name="build">Builds it on that.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<TImage> TakeAsync<TFoundation, TImage>(
        string image,
        Func<CancellationToken, Task<TFoundation>> foundation,
        Func<TFoundation, CancellationToken, Task<TImage>> build,
        CancellationToken cancellationToken)
    {
        using var only = await EnterAsync(_images.GetOrAdd(image, _ => new SemaphoreSlim(1)), cancellationToken).ConfigureAwait(false);
        using var turn = await EnterAsync(_turns, cancellationToken).ConfigureAwait(false);
        await ComeInAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TFoundation shared;
            using (await EnterAsync(_foundation, cancellationToken).ConfigureAwait(false))
            {
                shared = await foundation(cancellationToken).ConfigureAwait(false);
            }

            return await build(shared, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await GoOutAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        _foundation.Dispose();
        _door.Dispose();
        foreach (var image in _images.Values)
        {
            image.Dispose();
        }
    }

    private static async Task<IDisposable> EnterAsync(SemaphoreSlim semaphore, CancellationToken cancellationToken)
    {
        await semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Exit(semaphore);
    }

    // The first one locks for all that come while it builds.
    private async Task ComeInAsync(CancellationToken cancellationToken)
    {
        using var door = await EnterAsync(_door, cancellationToken).ConfigureAwait(false);
        if (_inside == 0)
        {
            _alone = await LockAsync(cancellationToken).ConfigureAwait(false);
        }

        _inside++;
    }

    private async Task GoOutAsync()
    {
        using var door = await EnterAsync(_door, CancellationToken.None).ConfigureAwait(false);
        if (--_inside == 0)
        {
            _alone?.Dispose();
            _alone = null;
        }
    }

    // Two commands that built the same image at once would make two, and a run must not change from one to the other.
    private async Task<IDisposable?> LockAsync(CancellationToken cancellationToken)
    {
        if (lockFile is null)
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(lockFile)!);
            var locking = FileLock.ExclusiveAsync(lockFile, cancellationToken);
            if (!locking.IsCompleted)
            {
                progress.Report("Another command builds images: waiting for its end");
            }

            return await locking.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written to must not keep anybody from building.
            return null;
        }
    }

    private sealed class Exit(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
