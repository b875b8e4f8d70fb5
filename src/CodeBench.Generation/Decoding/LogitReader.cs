using CodeBench.Generation.Model.Numbers;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Decoding;

/// <summary>
/// Brings a pass's logits to where tokens are drawn. Beside a CPU they lie there already; from other devices they come through pinned memory, which
/// a device writes to by itself at several times the speed, and which is kept from pass to pass, for it is slow to get. Not for two threads at
/// once, but for reading rows.
/// </summary>
/// <param name="vocabulary">Logits of a row.</param>
internal sealed class LogitReader(int vocabulary) : IDisposable
{
    private Tensor? _pinned; // float32, one-dimensional
    private Tensor? _rows;

    /// <summary>Waits for the logits; what was read before is gone.</summary>
    /// <param name="logits">Float32 [rows, vocabulary]; the reader owns them from now on.</param>
    public void Read(Tensor logits)
    {
        _rows?.Dispose();
        _rows = logits;
        if (logits.device.type != DeviceType.CPU)
        {
            using var owned = logits;
            _rows = Pinned(logits.numel());
            // Both are handles of their own, on the device's memory and on pinned memory.
            using var flat = logits.view(-1);
            using var copied = _rows.copy_(flat);
        }
    }

    /// <summary>The logits of a row; any number of threads may ask.</summary>
    public unsafe ReadOnlySpan<float> Row(int index)
    {
        // A span of all rows could not be longer than 2 GiB, which a few thousand sequences are beyond.
        var start = (long)index * vocabulary;
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + vocabulary, _rows!.numel(), nameof(index));
        return new ReadOnlySpan<float>((float*)TensorMemory.PointerOf(_rows) + start, vocabulary);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _pinned?.Dispose();
    }

    private Tensor Pinned(long count)
    {
        if (_pinned is null || _pinned.numel() < count)
        {
            _pinned?.Dispose();
            using var pageable = empty(count, ScalarType.Float32);
            _pinned = pageable.pin_memory();
        }

        return _pinned.narrow(0, 0, count);
    }
}
