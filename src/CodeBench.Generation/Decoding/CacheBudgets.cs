using System.Collections.Concurrent;
using CodeBench.Core.Faults;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Decoding;

/// <summary>
/// What caches may take of each device. A device that is no CPU is asked once, before the first cache: libtorch keeps what it had there for the next, and
/// the driver counts that as taken. What a CPU has goes back, and others use it too, so it is asked anew.
/// </summary>
/// <param name="ask">Says what a device has left for caches; null where it does not tell.</param>
internal sealed class CacheBudgets(Func<Device, ByteSize?> ask)
{
    private readonly ConcurrentDictionary<(DeviceType Type, int Index), ByteSize?> _known = new();

    /// <summary>What caches may take of a device; null where nobody knows.</summary>
    public ByteSize? Of(Device device) => device.type == DeviceType.CPU ? ask(device) : _known.GetOrAdd((device.type, device.index), _ => ask(device));
}
