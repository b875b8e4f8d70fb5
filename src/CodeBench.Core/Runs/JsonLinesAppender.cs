using System.Buffers;
using System.Text.Json;

namespace CodeBench.Core.Runs;

/// <summary>Appends lines to a JSON lines file. Each line is handed to the system whole, as soon as it is written.</summary>
/// <typeparam name="T">What a line says.</typeparam>
public sealed class JsonLinesAppender<T> : IDisposable
{
    private readonly FileStream _stream;
    private readonly JsonSerializerOptions _options;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    internal JsonLinesAppender(FileStream stream, JsonSerializerOptions options)
    {
        _stream = stream;
        _options = options;
    }

    /// <summary>Writes one line; after the call it survives the death of this process. Not for several threads at once.</summary>
    /// <exception cref="IOException">The disk is full, or gone.</exception>
    public void Write(T item)
    {
        _buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = _options.Encoder }))
        {
            JsonSerializer.Serialize(writer, item, _options);
        }

        _buffer.Write("\n"u8);
        _stream.Write(_buffer.WrittenSpan);
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
