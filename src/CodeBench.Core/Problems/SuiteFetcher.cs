using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Brings the files of suites into the cache: copied from a folder, else downloaded; never without checking the hash.</summary>
public sealed class SuiteFetcher(BenchmarkFiles files, HttpClient http)
{
    /// <summary>Makes sure that a suite's file is there.</summary>
    /// <returns>Its path and how it came there.</returns>
    /// <exception cref="InvalidInputException">What was downloaded has another hash, or the suite gives no address for it.</exception>
    /// <exception cref="MachineNotAbleException">The download or the copy failed: no network, no such page, no space.</exception>
    public async Task<FetchedFile> FetchAsync(Suite suite, BenchmarkFile file, CancellationToken cancellationToken)
    {
        if (files.TryFindPresent(suite, file) is { } present)
        {
            return new FetchedFile(file, present, FetchOrigin.Present);
        }

        if (files.TryFindFrom(file) is { } source)
        {
            Task<Stream> Open() => Task.FromResult<Stream>(File.OpenRead(source));
            var copy = await StoreAsync(suite, file, source, Open, cancellationToken).ConfigureAwait(false);
            return new FetchedFile(file, copy, FetchOrigin.Copied);
        }

        if (file.Sha256 is null)
        {
            // Ships with the repository: nothing to fetch, and the message says so.
            return new FetchedFile(file, files.Find(suite, file), FetchOrigin.Present);
        }

        if (file.Url is not { } url)
        {
            throw new InvalidInputException(new Fault(
                suite.Name, null, file.Name, "The suite gives no address for this file: use --from DIR, if you have it in some folder."));
        }

        Task<Stream> Download() => http.GetStreamAsync(url, cancellationToken);
        var path = await StoreAsync(suite, file, url.ToString(), Download, cancellationToken).ConfigureAwait(false);
        return new FetchedFile(file, path, FetchOrigin.Downloaded);
    }

    /// <summary>Writes to a temporary file beside the last place, checks it, and moves it there: nobody ever sees half a file.</summary>
    private async Task<string> StoreAsync(
        Suite suite, BenchmarkFile file, string origin, Func<Task<Stream>> open, CancellationToken cancellationToken)
    {
        var path = Path.Combine(files.Folders.Cache, suite.Name, file.Name);
        var part = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var source = await open().ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                var target = new FileStream(part, FileMode.CreateNew);
                await using (target.ConfigureAwait(false))
                {
                    await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
                }
            }

            var info = new FileInfo(part);
            if (!FileFingerprint.IsThat(info, file))
            {
                throw new InvalidInputException(new Fault(
                    origin,
                    null,
                    file.Name,
                    $"What came ({info.Length} bytes, SHA-256 {FileFingerprint.HashOf(info, isPacked: false)}) is not the file that the "
                    + $"suite pins ({file.Size} bytes, SHA-256 {file.Sha256}). Nothing was kept; if you have the right file in some "
                    + "folder, use --from DIR."));
            }

            File.Move(part, path, overwrite: true);
            return path;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException
            || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new MachineNotAbleException(
                $"{file.Name} could not be fetched from {origin}: {e.Message} If you have the file in some folder: "
                + $"codebench suites fetch {suite.Name} --from DIR.",
                e);
        }
        finally
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }
        }
    }
}
