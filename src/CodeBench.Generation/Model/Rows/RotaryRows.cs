using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Rows;

/// <summary>Turns heads by their positions' angles: see <see cref="Parts.RotaryEmbedding"/>.</summary>
internal unsafe struct RotaryRows
{
    private TensorRows _x;
    private TensorRows _turned;
    private float* _cos;
    private float* _sin;
    private long _heads;
    private long _width;

    /// <summary>Each number times the cosine, and its partner in the other half times the sine.</summary>
    /// <param name="x">[tokens, heads, width].</param>
    /// <param name="cos">Float32 [tokens, 1, width].</param>
    /// <param name="sin">Float32 [tokens, 1, width], negative in the first half.</param>
    /// <returns>[tokens, heads, width], in the dispose scope at hand.</returns>
    public static Tensor Of(Tensor x, Tensor cos, Tensor sin)
    {
        var sizes = x.shape;
        var turned = empty(sizes, x.dtype);
        var whole = new RotaryRows
        {
            _x = TensorRows.Of(x),
            _turned = TensorRows.Of(turned),
            _cos = (float*)TensorMemory.PointerOf(cos),
            _sin = (float*)TensorMemory.PointerOf(sin),
            _heads = sizes[1],
            _width = sizes[2],
        };
        delegate*<void*, long, void> work = x.dtype == ScalarType.BFloat16 ? &Turn<BFloat16Format> : &Turn<Float32Format>;
        TensorRows.Run(sizes[0], x.numel(), work, &whole);
        GC.KeepAlive(x);
        GC.KeepAlive(cos);
        GC.KeepAlive(sin);
        return turned;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn<T>(void* state, long token)
        where T : struct, INumberFormat
    {
        var whole = (RotaryRows*)state;
        var x = whole->_x[token];
        var turned = whole->_turned[token];
        var (width, half) = (whole->_width, whole->_width / 2);
        var cos = whole->_cos + (token * width);
        var sin = whole->_sin + (token * width);
        for (var head = 0L; head < whole->_heads; head++)
        {
            for (var i = 0L; i < half; i += Vector256<float>.Count)
            {
                var (first, second) = (T.Load(x + (i * T.Size)), T.Load(x + ((half + i) * T.Size)));
                T.Store(Vector256.FusedMultiplyAdd(second, Vector256.Load(sin + i), first * Vector256.Load(cos + i)), turned + (i * T.Size));
                T.Store(Vector256.FusedMultiplyAdd(first, Vector256.Load(sin + half + i), second * Vector256.Load(cos + half + i)), turned + ((half + i) * T.Size));
            }

            x += width * T.Size;
            turned += width * T.Size;
        }
    }
}
