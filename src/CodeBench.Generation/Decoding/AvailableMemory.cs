using CodeBench.Core.Faults;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Decoding;

/// <summary>What the machine has left.</summary>
internal static class AvailableMemory
{
    /// <summary>
    /// Half of the free memory beside a CPU: the other half is for what is computed, and for containers. Of a CUDA device, which has nothing else to do,
    /// four fifths. Null where a device does not tell.
    /// </summary>
    public static ByteSize? ForCaches(Device device)
    {
        if (device.type == DeviceType.CUDA)
        {
            return CudaMemory.FreeOf(device.index) is { } free ? new ByteSize(free / 5 * 4) : null;
        }

        if (device.type != DeviceType.CPU)
        {
            return null;
        }

        // The collector looks at the machine, or at the container that it is in, whenever it has been at work.
        GC.Collect(0);
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        return new ByteSize((memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes) / 2);
    }
}
