using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Numbers;

/// <summary>Where a CPU's tensors are in memory.</summary>
internal static unsafe partial class TensorMemory
{
    /// <summary>The first number of a tensor, which must be held as long as it is in use.</summary>
    public static byte* PointerOf(Tensor x)
    {
        nint place;
        return DataOf(x.Handle, &place) == 0 ? (byte*)place : throw new InvalidOperationException("libtorch has no numbers of this tensor.");
    }

    [LibraryImport("libtorch_cpu.so", EntryPoint = "aoti_torch_get_data_ptr")]
    private static partial int DataOf(nint tensor, nint* place);
}
