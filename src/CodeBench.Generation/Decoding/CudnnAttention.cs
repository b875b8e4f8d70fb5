using System.Runtime.InteropServices;

namespace CodeBench.Generation.Decoding;

/// <summary>
/// Attention by cuDNN, which libtorch prefers on newer cards. It makes a plan for each length of a sequence, which takes milliseconds in every layer of every step
/// (six times as long as all the rest, measured), so it is turned off; libtorch's own kernels take any length.
/// </summary>
internal static class CudnnAttention
{
    /// <summary>Turns it off for this process.</summary>
    /// <returns>Whether this libtorch let it be: TorchSharp has no name for the switch, so libtorch is asked by those of its C++ functions.</returns>
    public static unsafe bool TurnOff()
    {
        if (!NativeLibrary.TryLoad("libtorch_cpu.so", out var library)
            || !NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out var context) // at::globalContext()
            || !NativeLibrary.TryGetExport(library, "_ZN2at7Context14setSDPUseCuDNNEb", out var set)) // at::Context::setSDPUseCuDNN(bool)
        {
            return false;
        }

        var it = ((delegate* unmanaged<nint>)context)();
        ((delegate* unmanaged<nint, byte, void>)set)(it, 0);
        return true;
    }
}
