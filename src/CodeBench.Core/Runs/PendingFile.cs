namespace CodeBench.Core.Runs;

/// <summary>A file that is being written beside its place, and takes it when all is there; given up before, nothing of it is left.</summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private bool _isKept;

    /// <summary>Begins to write.</summary>
    /// <param name="path">Its place; folders that are not there are made.</param>
    public PendingFile(string path)
    {
        (_path, _temporary) = (path, path + ".new");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write);
    }

    /// <summary>What is written.</summary>
    public Stream Stream => _stream;

    /// <summary>Takes the place of the file that is there.</summary>
    public void Keep()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _isKept = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isKept)
        {
            // What a full disk did not take is tried again here, and not taken again.
            try
            {
                _stream.Dispose();
            }
            catch (IOException)
            {
            }

            File.Delete(_temporary);
        }
    }
}
