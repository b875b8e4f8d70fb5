using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Contamination.Corpora;

/// <summary>Takes the text out of one line of JSON after the other, into the same memory.</summary>
/// <param name="fields">The fields that may hold it; the first that a line has is taken.</param>
internal sealed class DocumentLine(IReadOnlyList<string> fields)
{
    private readonly byte[][] _fields = [.. fields.Select(Encoding.UTF8.GetBytes)];
    private byte[] _text = [];
    private int _length;

    /// <summary>The last line's text, UTF-8; good until the next line is read.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>Reads a line.</summary>
    /// <param name="line">Its bytes.</param>
    /// <param name="wrong">What is wrong with it.</param>
    /// <returns>Whether it has a text.</returns>
    public bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(false)] out string? wrong)
    {
        try
        {
            return TryTake(line, out wrong);
        }
        catch (JsonException exception)
        {
            // Python's infinite numbers are rare: they are looked for where they are in the way.
            if (PythonJson.WithNumbers(line) is { } mended)
            {
                return TryRead(mended, out wrong);
            }

            wrong = PositionOf(exception, line) is { } position ? $"is not valid JSON (byte {position + 1} of the line)" : "is not valid JSON";
            return false;
        }
    }

    private bool TryTake(ReadOnlySpan<byte> line, [NotNullWhen(false)] out string? wrong)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            wrong = "is no JSON object";
            return false;
        }

        var best = _fields.Length;
        var rest = line;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var behind = rest[(int)reader.BytesConsumed..];
            if (FieldOf(ref reader) is var field && field < best && TakeText(behind) is > 0 and var length)
            {
                best = field;
                rest = behind[length..];
                reader = Behind(reader.CurrentState, rest);
                continue;
            }

            reader.Read();
            reader.Skip();
        }

        wrong = best < _fields.Length ? null : $"has no text in a field {string.Join(" or ", fields.Select(name => $"\"{name}\""))}: --text-field names another";
        return wrong is null;
    }

    // The reader looks at each byte of a text that has escapes, which took most of the time: so the text is taken here, and the reader told of an empty one.
    private static Utf8JsonReader Behind(JsonReaderState state, ReadOnlySpan<byte> rest)
    {
        var reader = new Utf8JsonReader("\"\""u8, isFinalBlock: false, state);
        reader.Read();
        return new Utf8JsonReader(rest, isFinalBlock: true, reader.CurrentState);
    }

    // As many bytes as the text has with what stands in front of it; -1 where there is none: the reader says what is there instead.
    private int TakeText(ReadOnlySpan<byte> behind)
    {
        var at = behind.IndexOfAnyExcept(" \t\r\n"u8);
        if (at < 0 || behind[at] != (byte)'"')
        {
            return -1;
        }

        // What is unescaped is never longer.
        if (_text.Length < behind.Length)
        {
            _text = new byte[Math.Max(behind.Length, Math.Min(2L * _text.Length, Array.MaxLength))];
        }

        var length = JsonEscapes.Unescape(behind[(at + 1)..], _text, out var unescaped);
        if (length < 0)
        {
            return -1;
        }

        _length = unescaped;
        return at + 1 + length;
    }

    private static long? PositionOf(JsonException exception, ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
            }
        }
        catch (JsonException again)
        {
            return again.BytePositionInLine;
        }

        return exception.BytePositionInLine;
    }

    private int FieldOf(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (reader.ValueTextEquals(_fields[i]))
            {
                return i;
            }
        }

        return _fields.Length;
    }
}
