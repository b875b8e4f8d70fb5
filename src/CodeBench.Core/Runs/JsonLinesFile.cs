using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>
/// A file of one JSON document a line that is only ever appended to, or replaced as a whole. Whatever kills the writer, the
/// file holds every line that was finished: a torn last line is dropped when the file is next opened for appending.
/// </summary>
/// <typeparam name="T">What a line says.</typeparam>
/// <param name="path">The file; it need not exist.</param>
/// <param name="options">How a line is written and read.</param>
public sealed class JsonLinesFile<T>(string path, JsonSerializerOptions options)
{
    private const byte NewLine = (byte)'\n';

    /// <summary>Where the file is.</summary>
    public string Path => path;

    /// <summary>Whether the file is there.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Reads every finished line, in order; a torn last line is passed over. An absent file has no lines.</summary>
    /// <exception cref="InvalidInputException">A line is damaged: its number is named, nothing is skipped.</exception>
    public IEnumerable<T> Read() => ReadPlaces().Select(line => line.Line);

    /// <summary>Reads every finished line as <see cref="Read"/> does, with where it stands.</summary>
    /// <exception cref="InvalidInputException">A line is damaged.</exception>
    internal IEnumerable<(T Line, LinePlace Place)> ReadPlaces()
    {
        if (!Exists)
        {
            yield break;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var length = FinishedLength(stream);
        var start = SkipMark(stream);
        foreach (var (number, line) in Utf8Lines.Read(stream))
        {
            if (start >= length)
            {
                yield break;
            }

            yield return (Parse(line.Span, number), new LinePlace(start, line.Length, number));
            start += line.Length + 1;
        }
    }

    /// <summary>Reads one line.</summary>
    /// <param name="line">Its bytes.</param>
    /// <param name="number">Its number, counted from 1, for the fault that it may be.</param>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    internal T Parse(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, options) ?? throw Damaged(number, "the line is null");
        }
        catch (JsonException exception)
        {
            throw Damaged(number, exception.Message);
        }
    }

    /// <summary>Opens the file for appending, after dropping a torn last line.</summary>
    public JsonLinesAppender<T> Append()
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.SetLength(FinishedLength(stream));
        stream.Seek(0, SeekOrigin.End);
        return new JsonLinesAppender<T>(stream, options);
    }

    /// <summary>Replaces the whole file: either all of the new lines are there afterwards, or all of the old ones.</summary>
    public void Replace(IEnumerable<T> lines)
    {
        AtomicFile.Write(path, stream =>
        {
            foreach (var item in lines)
            {
                JsonSerializer.Serialize(stream, item, options);
                stream.WriteByte(NewLine);
            }
        });
    }

    private InvalidInputException Damaged(int number, string why) =>
        new(new Fault(path, number, null, $"the line is damaged ({why}); restore the file, or delete it to have its stage done again"));

    // An editor may have put a byte order mark in front.
    private static long SkipMark(FileStream stream)
    {
        stream.Position = 0;
        Span<byte> first = stackalloc byte[3];
        stream.Position = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual("\uFEFF"u8) ? first.Length : 0;
        return stream.Position;
    }

    // The length up to and with the last newline: what follows it was being written when the writer died.
    private static long FinishedLength(FileStream stream)
    {
        var buffer = new byte[4096];
        for (var end = stream.Length; end > 0;)
        {
            var start = Math.Max(0, end - buffer.Length);
            stream.Position = start;
            var count = (int)(end - start);
            stream.ReadExactly(buffer, 0, count);
            var at = Array.LastIndexOf(buffer, NewLine, count - 1);
            if (at >= 0)
            {
                return start + at + 1;
            }

            end = start;
        }

        return 0;
    }
}
