using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Steps;

/// <summary>
/// Numbers that a step takes along to its device. From pinned memory they go without waiting for what the device is at; libtorch keeps that memory
/// until they have arrived, and then for the next ones.
/// </summary>
internal static class HostNumbers
{
    /// <summary>Copies whole numbers, int64 [count].</summary>
    public static Tensor Copy(long[] numbers, Device device) => Send(tensor(numbers), device);

    /// <summary>Copies fractions, float32 [count].</summary>
    public static Tensor Copy(float[] numbers, Device device) => Send(tensor(numbers), device);

    // Takes the tensor over.
    private static Tensor Send(Tensor host, Device device)
    {
        if (device.type == DeviceType.CPU)
        {
            return host;
        }

        using (host)
        {
            using var pinned = host.pin_memory();
            return pinned.to(device, copy: false, disposeAfter: false, non_blocking: true);
        }
    }
}
