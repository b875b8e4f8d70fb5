namespace CodeBench.Core.Runs;

/// <summary>Files that are either the old ones or the new ones, whatever happens in between.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the file and then takes its place; on an error the old file stays and nothing else is left.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + ".new";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
