using System.Runtime.InteropServices;
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
            _rows.copy_(logits.view(-1));
        }
    }

    /// <summary>The logits of a row; any number of threads may ask.</summary>
    public ReadOnlySpan<float> Row(int index) => MemoryMarshal.Cast<byte, float>(_rows!.bytes).Slice(index * vocabulary, vocabulary);

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
