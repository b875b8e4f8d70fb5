using System.Buffers;

namespace CodeBench.Core.Reports.Samples;

/// <summary>Cuts texts into chunks of a size that a browser unpacks at once: a sample is opened without unpacking all of them.</summary>
internal static class TextChunks
{
    // Larger ones pack better; smaller ones open faster.
    private const int ChunkBytes = 256 * 1024;

    /// <summary>Packs texts, as many a chunk as fit; at least one.</summary>
    /// <typeparam name="T">What a text is.</typeparam>
    /// <param name="texts">The texts, in order.</param>
    /// <returns>Chunks, each a packed JSON array.</returns>
    public static IEnumerable<TextChunk> Of<T>(IEnumerable<T> texts)
    {
        var json = new ArrayBufferWriter<byte>(ChunkBytes);
        var (first, count) = (0, 0);
        foreach (var text in texts)
        {
            json.Write(count == 0 ? "["u8 : ","u8);
            json.Write(PackedText.Json(text));
            count++;
            if (json.WrittenCount >= ChunkBytes)
            {
                yield return Finish();
                (first, count) = (first + count, 0);
                json.ResetWrittenCount();
            }
        }

        if (count > 0)
        {
            yield return Finish();
        }

        TextChunk Finish()
        {
            json.Write("]"u8);
            return new TextChunk(first, count, PackedText.Pack(json.WrittenSpan));
        }
    }
}
