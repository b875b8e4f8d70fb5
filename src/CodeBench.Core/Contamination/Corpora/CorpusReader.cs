using CodeBench.Core.Faults;
using ZstdSharp;

namespace CodeBench.Core.Contamination.Corpora;

/// <summary>Reads files of a corpus through a scanner, a piece or a line at a time. For one thread.</summary>
/// <param name="scanner">Looks at the documents.</param>
/// <param name="textFields">The fields that may hold a document's text; the first that a line has is taken.</param>
public sealed class CorpusReader(CorpusScanner scanner, IReadOnlyList<string> textFields)
{
    /// <summary>How many faults of one file are reported before the reader gives it up.</summary>
    public const int MostFaults = 3;

    private readonly byte[] _piece = new byte[1 << 17];
    private readonly DocumentLine _line = new(textFields);

    /// <summary>Reads a file to its end, or to where it is damaged.</summary>
    /// <param name="file">The file.</param>
    /// <param name="order">Its place in the corpus.</param>
    /// <param name="advance">Told how many more bytes of the file were read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is wrong with it.</returns>
    public IReadOnlyList<Fault> Read(CorpusFile file, int order, Action<long> advance, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector(MostFaults);
        try
        {
            using var content = new MeteredStream(file.Path, advance, cancellationToken);
            using var text = file.Unpack(content);
            if (file.IsLines)
            {
                ReadLines(file.Path, order, text, faults);
            }
            else
            {
                ReadText(file.Path, order, text);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or ZstdException or EndOfStreamException)
        {
            faults.Add(new Fault(file.Path, null, null, $"is damaged, or not compressed as its name says: {exception.Message}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault(file.Path, null, null, $"cannot be read: {exception.Message}"));
        }

        return faults.Faults;
    }

    private void ReadText(string path, int order, Stream text)
    {
        scanner.Begin(path, order, null);
        while (text.Read(_piece) is > 0 and var read)
        {
            scanner.Feed(_piece.AsSpan(0, read));
        }

        scanner.End();
    }

    private void ReadLines(string path, int order, Stream text, FaultCollector faults)
    {
        foreach (var (number, line) in Utf8Lines.Read(text))
        {
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            {
                continue;
            }

            if (_line.TryRead(line.Span, out var wrong))
            {
                scanner.Begin(path, order, number);
                scanner.Feed(_line.Text);
                scanner.End();
                continue;
            }

            faults.Add(new Fault(path, number, null, wrong));
            if (faults.IsFull)
            {
                return;
            }
        }
    }
}
