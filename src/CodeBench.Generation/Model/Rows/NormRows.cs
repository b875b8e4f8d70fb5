using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Rows;

/// <summary>The root-mean-square norm: see <see cref="Parts.RootMeanSquareNorm"/>.</summary>
internal unsafe struct NormRows
{
    private TensorRows _x;
    private TensorRows _normal;
    private byte* _weight;
    private long _heads;
    private long _width;
    private float _epsilon;
    private bool _fromOne;

    /// <summary>x / sqrt(mean(x^2) + epsilon) * weight.</summary>
    /// <param name="x">[tokens, width] or [tokens, heads, width].</param>
    /// <param name="weight">[width].</param>
    /// <param name="epsilon">What is added below the root.</param>
    /// <param name="fromOne">Whether the weight is stored less one; the product is then rounded once, at the end.</param>
    /// <returns>The same sizes, in the dispose scope at hand.</returns>
    public static Tensor Of(Tensor x, Tensor weight, double epsilon, bool fromOne)
    {
        var sizes = x.shape;
        var normal = empty(sizes, x.dtype);
        var whole = new NormRows
        {
            _x = TensorRows.Of(x),
            _normal = TensorRows.Of(normal),
            _weight = TensorMemory.PointerOf(weight),
            _heads = sizes.Length == 3 ? sizes[1] : 1,
            _width = sizes[^1],
            _epsilon = (float)epsilon,
            _fromOne = fromOne,
        };
        delegate*<void*, long, void> work = x.dtype == ScalarType.BFloat16 ? &Norm<BFloat16Format> : &Norm<Float32Format>;
        TensorRows.Run(sizes[0], x.numel(), work, &whole);
        GC.KeepAlive(x);
        GC.KeepAlive(weight);
        return normal;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Norm<T>(void* state, long token)
        where T : struct, INumberFormat
    {
        var whole = (NormRows*)state;
        var x = whole->_x[token];
        var normal = whole->_normal[token];
        var width = whole->_width;
        for (var head = 0L; head < whole->_heads; head++)
        {
            var scale = Vector256.Create(1 / MathF.Sqrt((SquaresOf<T>(x, width) / width) + whole->_epsilon));
            for (var i = 0L; i < width; i += Vector256<float>.Count)
            {
                var (weight, scaled) = (T.Load(whole->_weight + (i * T.Size)), T.Load(x + (i * T.Size)) * scale);
                T.Store(whole->_fromOne ? scaled * (weight + Vector256<float>.One) : T.Round(scaled) * weight, normal + (i * T.Size));
            }

            x += width * T.Size;
            normal += width * T.Size;
        }
    }

    // Two sums, for one would wait for each addition before the next.
    private static float SquaresOf<T>(byte* x, long width)
        where T : struct, INumberFormat
    {
        var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0L;
        for (; i + Vector256<float>.Count < width; i += 2 * Vector256<float>.Count)
        {
            var (left, right) = (T.Load(x + (i * T.Size)), T.Load(x + ((i + Vector256<float>.Count) * T.Size)));
            even = Vector256.FusedMultiplyAdd(left, left, even);
            odd = Vector256.FusedMultiplyAdd(right, right, odd);
        }

        if (i < width)
        {
            var last = T.Load(x + (i * T.Size));
            even = Vector256.FusedMultiplyAdd(last, last, even);
        }

        return Vector256.Sum(even + odd);
    }
}
