using System.Text;

namespace CodeBench.Cli.Terminal;

/// <summary>Where a command's lines go as they come: a file, or standard output.</summary>
public sealed class LineOutput : IDisposable
{
    private readonly TextWriter _writer;
    private readonly bool _isFile;

    private LineOutput(TextWriter writer, bool isFile) => (_writer, _isFile) = (writer, isFile);

    /// <summary>Opens it.</summary>
    /// <param name="screen">Has standard output.</param>
    /// <param name="path">The file, which is written anew; null for standard output.</param>
    public static LineOutput Open(Screen screen, string? path) => path is null
        ? new LineOutput(screen.Out.Profile.Out.Writer, isFile: false)
        : new LineOutput(
            new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" },
            isFile: true);

    /// <summary>Writes a line, in the thread at hand: waking another one for it would take longer than to write it.</summary>
    public void Write(string line) => _writer.WriteLine(line);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isFile)
        {
            _writer.Dispose();
        }
    }
}
