using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Panels;

/// <summary>What a processor can do with bfloat16, and so whose products are taken: the one place where that is decided.</summary>
/// <param name="HasBfloat16">Whether it multiplies bfloat16 by itself, as oneDNN's products then let it.</param>
/// <param name="Kernel">What multiplies as float32 otherwise; null where it has no vectors wide enough.</param>
internal sealed record Processor(bool HasBfloat16, PanelKernel? Kernel)
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

        var isInPanels = layout == MatrixLayout.ForOneSequence || matrix.dtype switch
        {
            // oneDNN's products of one row of bfloat16 read at half of what memory gives, also where the processor has bfloat16; its products of many rows are then the fastest.
            ScalarType.BFloat16 => !HasBfloat16,
            // In what oneDNN packed rows cannot be found again.
            _ => use == WeightUse.RowsAndProducts,
        };
        return isInPanels && Kernel is not null ? PanelMatrix.Of(matrix, Kernel)
            : layout == MatrixLayout.ForManySequences && use == WeightUse.Products ? PackedMatrix.Of(matrix)
            : null;
    }

    // CPUID, leaf 7: AVX512_BF16 is bit 5 of EAX in subleaf 1, AMX-BF16 bit 22 of EDX in subleaf 0 (Intel's manual, volume 2A).
    private static bool FindBfloat16() => X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7
        && ((X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0 || (X86Base.CpuId(7, 0).Edx & (1 << 22)) != 0);
}
