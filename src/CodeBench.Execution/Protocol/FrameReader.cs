using System.Buffers.Binary;

namespace CodeBench.Execution.Protocol;

/// <summary>Takes frames from a stream, whatever pieces they arrive in.</summary>
internal sealed class FrameReader(Stream stream)
{
    /// <summary>A report holds at most 16 steps of four kept pieces of 64 KiB, and the results; more cannot be a frame.</summary>
    public const int MaxLength = (8 << 20) + RequestEncoder.MostResults;

    private byte[] _buffer = new byte[16 << 10];
    private int _start;
    private int _end;

    /// <summary>The next frame without its length. It is valid until the next call.</summary>
    /// <exception cref="EndOfStreamException">The stream ended, between frames or in one.</exception>
    /// <exception cref="ProtocolException">What came cannot be a frame.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        await FillAsync(sizeof(uint), cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start));
        if (length is 0 or > MaxLength)
        {
            throw new ProtocolException($"A frame of {length} bytes was announced.");
        }

        _start += sizeof(uint);
        await FillAsync((int)length, cancellationToken).ConfigureAwait(false);
        var frame = _buffer.AsMemory(_start, (int)length);
        _start += (int)length;
        return frame;
    }

    private async ValueTask FillAsync(int count, CancellationToken cancellationToken)
    {
        if (_buffer.Length - _start < count)
        {
            var target = _buffer.Length < count ? new byte[count * 2] : _buffer;
            Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
            (_buffer, _end, _start) = (target, _end - _start, 0);
        }

        while (_end - _start < count)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The container's runner is gone.");
            }

            _end += read;
        }
    }
}
