using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Rows;

/// <summary>Values by their weights: the second half of <see cref="AttentionRows"/>.</summary>
internal static unsafe class AttentionSums
{
    /// <summary>Of one head: the values, each by its weight; 32 numbers of each at once, of which the last may be the first ones again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<T>(float* weights, byte* values, long stride, int count, int width, byte* seen)
        where T : struct, INumberFormat
    {
        if (Avx512F.IsSupported)
        {
            WideAttentionSums.One<T>(weights, values, stride, count, width, seen);
            return;
        }

        const int Half = AttentionRows.Chunk;
        for (var i = 0; i < width; i += 2 * Half)
        {
            var (low0, high0, low1, high1) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            var value = values + (i * T.Size);
            var next = i + Half < width ? Half * T.Size : 0;
            for (var position = 0; position < count; position++, value += stride)
            {
                var weight = Vector256.Create(weights[position]);
                low0 = Vector256.FusedMultiplyAdd(T.Load(value), weight, low0);
                high0 = Vector256.FusedMultiplyAdd(T.Load(value + (Vector256<float>.Count * T.Size)), weight, high0);
                low1 = Vector256.FusedMultiplyAdd(T.Load(value + next), weight, low1);
                high1 = Vector256.FusedMultiplyAdd(T.Load(value + next + (Vector256<float>.Count * T.Size)), weight, high1);
            }

            Store<T>(low0, high0, seen + (i * T.Size));
            Store<T>(low1, high1, seen + (i * T.Size) + next);
        }
    }

    /// <summary>The same of four heads: each position's four weights lie behind one another, and so do the heads' sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Several<T>(float* weights, byte* values, long stride, int count, int width, byte* seen)
        where T : struct, INumberFormat
    {
        if (Avx512F.IsSupported)
        {
            WideAttentionSums.Several<T>(weights, values, stride, count, width, seen);
            return;
        }

        for (var i = 0; i < width; i += AttentionRows.Chunk)
        {
            var (low0, high0) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (low1, high1) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (low2, high2) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (low3, high3) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var value = values + (i * T.Size);
            for (var weight = weights; weight < weights + (count * AttentionRows.Several); weight += AttentionRows.Several, value += stride)
            {
                var (low, high) = (T.Load(value), T.Load(value + (Vector256<float>.Count * T.Size)));
                var weight0 = Vector256.Create(weight[0]);
                low0 = Vector256.FusedMultiplyAdd(low, weight0, low0);
                high0 = Vector256.FusedMultiplyAdd(high, weight0, high0);
                var weight1 = Vector256.Create(weight[1]);
                low1 = Vector256.FusedMultiplyAdd(low, weight1, low1);
                high1 = Vector256.FusedMultiplyAdd(high, weight1, high1);
                var weight2 = Vector256.Create(weight[2]);
                low2 = Vector256.FusedMultiplyAdd(low, weight2, low2);
                high2 = Vector256.FusedMultiplyAdd(high, weight2, high2);
                var weight3 = Vector256.Create(weight[3]);
                low3 = Vector256.FusedMultiplyAdd(low, weight3, low3);
                high3 = Vector256.FusedMultiplyAdd(high, weight3, high3);
            }

            Store<T>(low0, high0, seen + (i * T.Size));
            Store<T>(low1, high1, seen + ((width + i) * T.Size));
            Store<T>(low2, high2, seen + (((2 * width) + i) * T.Size));
            Store<T>(low3, high3, seen + (((3 * width) + i) * T.Size));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector256<float> low, Vector256<float> high, byte* place)
        where T : struct, INumberFormat
    {
        T.Store(low, place);
        T.Store(high, place + (Vector256<float>.Count * T.Size));
    }
}
