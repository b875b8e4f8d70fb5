using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Rows;

/// <summary>What lies between the products of SwiGLU: see <see cref="Parts.GatedFeedForward"/>.</summary>
internal unsafe struct SiluRows
{
    private TensorRows _both;
    private TensorRows _product;
    private long _width;

    /// <summary>SiLU(gate) * up, where SiLU(x) = x / (1 + exp(-x)).</summary>
    /// <param name="both">Gate and up side by side [tokens, 2 width].</param>
    /// <returns>[tokens, width], in the dispose scope at hand.</returns>
    public static Tensor Of(Tensor both)
    {
        var sizes = both.shape;
        var (tokens, width) = (sizes[0], sizes[1] / 2);
        var product = empty([tokens, width], both.dtype);
        var whole = new SiluRows { _both = TensorRows.Of(both), _product = TensorRows.Of(product), _width = width };
        delegate*<void*, long, void> work = both.dtype == ScalarType.BFloat16 ? &Multiply<BFloat16Format> : &Multiply<Float32Format>;
        TensorRows.Run(tokens, both.numel(), work, &whole);
        GC.KeepAlive(both);
        return product;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T>(void* state, long token)
        where T : struct, INumberFormat
    {
        var whole = (SiluRows*)state;
        var gates = whole->_both[token];
        var product = whole->_product[token];
        var width = whole->_width;
        var ups = gates + (width * T.Size);
        for (var i = 0L; i < width; i += Vector256<float>.Count)
        {
            var gate = T.Load(gates + (i * T.Size));
            var silu = gate / (Vector256<float>.One + Exponential.Of(-gate));
            T.Store(T.Round(silu) * T.Load(ups + (i * T.Size)), product + (i * T.Size));
        }
    }
}
