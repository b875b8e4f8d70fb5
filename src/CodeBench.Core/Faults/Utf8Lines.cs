namespace CodeBench.Core.Faults;

/// <summary>Splits a stream of UTF-8 into lines, holding no more than one of them in memory.</summary>
internal static class Utf8Lines
{
    private const int FirstBuffer = 1 << 16;

    /// <summary>The lines with their numbers, counted from 1, without line feeds and without a byte order mark.</summary>
    /// <remarks>A line's bytes are good until the next is asked for.</remarks>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Line)> Read(Stream content)
    {
        var buffer = new byte[FirstBuffer];
        var (start, end, number) = (0, 0, 0);
        var atEnd = false;
        while (!atEnd || start < end)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && !atEnd)
            {
                // Make room in front of what is already there, then behind it.
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
                if (end == buffer.Length)
                {
                    Array.Resize(ref buffer, end < Array.MaxLength ? (int)Math.Min(2L * end, Array.MaxLength) : throw new InvalidDataException($"line {number + 1} has more than 2 GB"));
                }

                var read = content.Read(buffer, end, buffer.Length - end);
                end += read;
                atEnd = read == 0;
                continue;
            }

            var stop = length < 0 ? end : start + length;
            number++;
            var from = number == 1 && buffer.AsSpan(start, stop - start).StartsWith("\uFEFF"u8) ? start + 3 : start;
            yield return (number, buffer.AsMemory(from, stop - from));
            start = Math.Min(stop + 1, end);
        }
    }
}
