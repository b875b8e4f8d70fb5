using System.Text;

namespace CodeBench.Core.Runs;

/// <summary>Files that are either the old ones or the new ones, whatever happens in between.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the file and then takes its place; on an error the old file stays and nothing else is left.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = new PendingFile(path);
        write(file.Stream);
        file.Keep();
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a text that is made while it is written, as UTF-8 without a byte order mark.</summary>
    public static Task WriteTextAsync(string path, Func<TextWriter, Task> write) => WriteAsync(path, async stream =>
    {
        var writer = new StreamWriter(stream, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            await write(writer).ConfigureAwait(false);
        }
    });

    /// <summary>As <see cref="Write"/>, for what is made while it is written.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        using var file = new PendingFile(path);
        await write(file.Stream).ConfigureAwait(false);
        file.Keep();
    }
}
