using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Panels;

/// <summary>What a processor can do with bfloat16, and so whose products are taken: the one place where that is decided.</summary>
/// <param name="HasFastBfloat16">Whether it multiplies bfloat16 by itself, as oneDNN's products then let it, and twice as fast as float32 or faster.</param>
/// <param name="Kernel">What multiplies as float32 otherwise; null where it has no vectors wide enough.</param>
internal sealed record Processor(bool HasFastBfloat16, PanelKernel? Kernel)
{
    /// <summary>The one at hand.</summary>
    public static Processor Here { get; } = new(
        FindBfloat16(),
        Avx512F.IsSupported ? PanelKernel.Wide : Avx2.IsSupported && Fma.IsSupported ? PanelKernel.Narrow : null);

    /// <summary>Lays a matrix out.</summary>
    /// <param name="matrix">[outputs, inputs]; it is not needed any more afterwards.</param>
    /// <param name="layout">For which products.</param>
    /// <param name="use">What is done with it.</param>
    /// <returns>Null where it is best as it is.</returns>
    public IPackedMatrix? Pack(Tensor matrix, MatrixLayout layout, WeightUse use)
    {
        if (layout == MatrixLayout.Plain || use == WeightUse.Numbers)
        {
            return null;
        }

        // oneDNN's products of one row of bfloat16 read at half of what memory gives, also where the processor is fast at bfloat16; its products of many rows are then the fastest.
        var isInPanels = layout == MatrixLayout.ForOneSequence || matrix.dtype != ScalarType.BFloat16 || !HasFastBfloat16;
        return isInPanels && Kernel is not null ? PanelMatrix.Of(matrix, Kernel)
            : layout == MatrixLayout.ForManySequences && use == WeightUse.Products ? PackedMatrix.Of(matrix)
            : null;
    }

    /// <summary>Whether a processor multiplies bfloat16 faster than float32.</summary>
    /// <param name="hasInstructions">Whether it has AVX512_BF16.</param>
    /// <param name="hasTiles">Whether it has AMX-BF16.</param>
    /// <param name="maker">Its maker's name, as it gives it.</param>
    // Of others than AMD's one AVX512_BF16 product a cycle is all there is, of float32 two of half the size, and oneDNN comes to three fifths of that (bench/results/generation.md): so it is
    // where tiles are missing, or hidden from a virtual machine.
    public static bool IsFastAtBfloat16(bool hasInstructions, bool hasTiles, string maker) => hasTiles || (hasInstructions && maker == "AuthenticAMD");

    // CPUID (Intel's manual, volume 2A): leaf 0 has the name in EBX, EDX and ECX; of leaf 7 AVX512_BF16 is bit 5 of EAX in subleaf 1, AMX-BF16 bit 22 of EDX in subleaf 0.
    private static bool FindBfloat16()
    {
        if (!X86Base.IsSupported)
        {
            return false;
        }

        var (leaves, name0, name2, name1) = X86Base.CpuId(0, 0);
        var maker = Encoding.ASCII.GetString(MemoryMarshal.AsBytes<int>([name0, name1, name2]));
        return leaves >= 7 && IsFastAtBfloat16((X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0, (X86Base.CpuId(7, 0).Edx & (1 << 22)) != 0, maker);
    }
}
