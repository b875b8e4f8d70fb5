using Docker.DotNet;

namespace CodeBench.Execution.Containers;

/// <summary>A container's standard input and output as one stream; its standard error is read past.</summary>
internal sealed class AttachedStream(MultiplexedStream inner) : Stream
{
    private byte[] _buffer = new byte[32 << 10];
    private ReadOnlyMemory<byte> _unread;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits until there is something to read (true), or the stream has ended (false).</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        while (_unread.IsEmpty && !_ended)
        {
            var result = await inner.ReadOutputAsync(_buffer, 0, _buffer.Length, cancellationToken).ConfigureAwait(false);
            _ended = result.EOF;
            if (result.Target == MultiplexedStream.TargetStream.StandardOut)
            {
                _unread = _buffer.AsMemory(0, result.Count);
            }
        }

        return !_unread.IsEmpty;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!await WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!System.Runtime.InteropServices.MemoryMarshal.TryGetArray(buffer, out var array))
        {
            array = buffer.ToArray();
        }

        await inner.WriteAsync(array.Array!, array.Offset, array.Count, cancellationToken).ConfigureAwait(false);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is written asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _buffer = [];
        }

        base.Dispose(disposing);
    }
}
