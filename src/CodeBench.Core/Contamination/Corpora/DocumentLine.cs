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

            wrong = exception.BytePositionInLine is { } position ? $"is not valid JSON (byte {position + 1} of the line)" : "is not valid JSON";
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
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var field = FieldOf(ref reader);
            reader.Read();
            if (field < best && reader.TokenType == JsonTokenType.String)
            {
                best = field;
                Keep(reader.ValueSpan, reader.ValueIsEscaped);
            }

            reader.Skip();
        }

        wrong = best < _fields.Length ? null : $"has no text in a field {string.Join(" or ", fields.Select(name => $"\"{name}\""))}: --text-field names another";
        return wrong is null;
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

    private void Keep(ReadOnlySpan<byte> text, bool isEscaped)
    {
        // What is unescaped is never longer.
        if (_text.Length < text.Length)
        {
            _text = new byte[Math.Max(text.Length, Math.Min(2L * _text.Length, Array.MaxLength))];
        }

        if (isEscaped)
        {
            _length = JsonEscapes.Unescape(text, _text);
            return;
        }

        text.CopyTo(_text);
        _length = text.Length;
    }
}
