using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;
using CodeBench.Generation.Model.Panels;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Rows;

/// <summary>
/// The rows of a tensor in a CPU's memory, for kernels of CodeBench's own. Where a step has a few rows, most of what is no product is not computing: it is libtorch's way to each of some forty small
/// functions a layer, whose code the matrices have driven out of the processor's caches since the layer before. With a kernel in place of several of them, what is no product took 6 ms of a step of
/// 20 layers where it had taken 16.
/// </summary>
/// <param name="start">The first number.</param>
/// <param name="step">Bytes from a token to the next.</param>
internal readonly unsafe struct TensorRows(byte* start, long step)
{
    // Work that is sooner done than given out to threads, in numbers.
    private const long Little = 1 << 15;

    /// <summary>Where a token's numbers are.</summary>
    public byte* this[long token] => start + (token * step);

    /// <summary>Whether a tensor's rows can be given to the kernels.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="widths">What is read in steps of a vector.</param>
    public static bool AreOf(Tensor x, params ReadOnlySpan<long> widths)
    {
        if (!CanBeOf(x.dtype, x.device))
        {
            return false;
        }

        foreach (var width in widths)
        {
            if (width % Vector256<float>.Count != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether those of tensors of a type on a device can be.</summary>
    public static bool CanBeOf(ScalarType type, Device device) =>
        Vector256.IsHardwareAccelerated && device.type == DeviceType.CPU && type is (ScalarType.Float32 or ScalarType.BFloat16);

    /// <summary>The rows of a tensor, each token's numbers behind one another.</summary>
    /// <param name="x">[tokens, ..]; it must be held as long as they are in use.</param>
    public static TensorRows Of(Tensor x) => new(TensorMemory.PointerOf(x), x.stride(0) * x.element_size());

    /// <summary>Does pieces of work, each once: on libtorch's threads where there is enough of it.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="numbers">How many numbers all of them read.</param>
    /// <param name="work">Does a piece, by its number; it may not throw.</param>
    /// <param name="state">What it is given beside.</param>
    public static void Run(long pieces, long numbers, delegate*<void*, long, void> work, void* state)
    {
        if (numbers > Little && ThreadTeam.Exists)
        {
            ThreadTeam.Run(pieces, work, state);
            return;
        }

        for (var piece = 0L; piece < pieces; piece++)
        {
            work(state, piece);
        }
    }
}
