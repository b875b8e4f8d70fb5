using System.Runtime.InteropServices;

namespace CodeBench.Generation.Decoding;

/// <summary>What a CUDA device has left, by its driver: TorchSharp does not say, and the driver's library is there under this name wherever CUDA works.</summary>
internal static partial class CudaMemory
{
    private const string Driver = "libcuda.so.1";

    /// <summary>Free memory in bytes; null where the driver does not tell.</summary>
    /// <param name="index">The device's number.</param>
    public static long? FreeOf(int index)
    {
        try
        {
            if (DeviceOf(out var device, index) != 0 || Retain(out var context, device) != 0)
            {
                return null;
            }

            try
            {
                return Push(context) == 0 ? FreeOfCurrent() : null;
            }
            finally
            {
                _ = Release(device);
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static long? FreeOfCurrent()
    {
        var status = MemoryOf(out var free, out _);
        _ = Pop(out _);
        return status == 0 ? (long)free : null;
    }

    [LibraryImport(Driver, EntryPoint = "cuDeviceGet")]
    private static partial int DeviceOf(out int device, int index);

    [LibraryImport(Driver, EntryPoint = "cuDevicePrimaryCtxRetain")]
    private static partial int Retain(out nint context, int device);

    [LibraryImport(Driver, EntryPoint = "cuDevicePrimaryCtxRelease_v2")]
    private static partial int Release(int device);

    [LibraryImport(Driver, EntryPoint = "cuCtxPushCurrent_v2")]
    private static partial int Push(nint context);

    [LibraryImport(Driver, EntryPoint = "cuCtxPopCurrent_v2")]
    private static partial int Pop(out nint context);

    [LibraryImport(Driver, EntryPoint = "cuMemGetInfo_v2")]
    private static partial int MemoryOf(out nuint free, out nuint total);
}
