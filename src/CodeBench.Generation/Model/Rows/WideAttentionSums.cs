using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Rows;

/// <summary>What <see cref="AttentionSums"/> does, over vectors of 16 numbers.</summary>
internal static unsafe class WideAttentionSums
{
    /// <summary>Of one head, as <see cref="AttentionSums.One"/> says; 64 numbers of each value at once, of which the last may be the first ones again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<T>(float* weights, byte* values, long stride, int count, int width, byte* seen)
        where T : struct, INumberFormat
    {
        for (var i = 0; i < width; i += 4 * Vector512<float>.Count)
        {
            var (next1, next2, next3) = (NextOf(i, 1, width), NextOf(i, 2, width), NextOf(i, 3, width));
            var (sum0, sum1) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var (sum2, sum3) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var value = values + (i * T.Size);
            for (var position = 0; position < count; position++, value += stride)
            {
                var weight = Vector512.Create(weights[position]);
                sum0 = Avx512F.FusedMultiplyAdd(T.LoadWide(value), weight, sum0);
                sum1 = Avx512F.FusedMultiplyAdd(T.LoadWide(value + (next1 * T.Size)), weight, sum1);
                sum2 = Avx512F.FusedMultiplyAdd(T.LoadWide(value + (next2 * T.Size)), weight, sum2);
                sum3 = Avx512F.FusedMultiplyAdd(T.LoadWide(value + (next3 * T.Size)), weight, sum3);
            }

            var to = seen + (i * T.Size);
            Store<T>(sum0, to);
            Store<T>(sum1, to + (next1 * T.Size));
            Store<T>(sum2, to + (next2 * T.Size));
            Store<T>(sum3, to + (next3 * T.Size));
        }
    }

    /// <summary>Of four heads, as <see cref="AttentionSums.Several"/> says; 32 numbers of each value at once, of which the last may be the first ones again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Several<T>(float* weights, byte* values, long stride, int count, int width, byte* seen)
        where T : struct, INumberFormat
    {
        for (var i = 0; i < width; i += 2 * Vector512<float>.Count)
        {
            var next = NextOf(i, 1, width);
            var (low0, high0) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var (low1, high1) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var (low2, high2) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var (low3, high3) = (Vector512<float>.Zero, Vector512<float>.Zero);
            var value = values + (i * T.Size);
            for (var weight = weights; weight < weights + (count * AttentionRows.Several); weight += AttentionRows.Several, value += stride)
            {
                var (low, high) = (T.LoadWide(value), T.LoadWide(value + (next * T.Size)));
                var weight0 = Vector512.Create(weight[0]);
                low0 = Avx512F.FusedMultiplyAdd(low, weight0, low0);
                high0 = Avx512F.FusedMultiplyAdd(high, weight0, high0);
                var weight1 = Vector512.Create(weight[1]);
                low1 = Avx512F.FusedMultiplyAdd(low, weight1, low1);
                high1 = Avx512F.FusedMultiplyAdd(high, weight1, high1);
                var weight2 = Vector512.Create(weight[2]);
                low2 = Avx512F.FusedMultiplyAdd(low, weight2, low2);
                high2 = Avx512F.FusedMultiplyAdd(high, weight2, high2);
                var weight3 = Vector512.Create(weight[3]);
                low3 = Avx512F.FusedMultiplyAdd(low, weight3, low3);
                high3 = Avx512F.FusedMultiplyAdd(high, weight3, high3);
            }

            Store<T>(low0, high0, seen + (i * T.Size), next);
            Store<T>(low1, high1, seen + ((width + i) * T.Size), next);
            Store<T>(low2, high2, seen + (((2 * width) + i) * T.Size), next);
            Store<T>(low3, high3, seen + (((3 * width) + i) * T.Size), next);
        }
    }

    private static int NextOf(int i, int vectors, int width) => i + (vectors * Vector512<float>.Count) < width ? vectors * Vector512<float>.Count : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector512<float> low, Vector512<float> high, byte* place, int next)
        where T : struct, INumberFormat
    {
        Store<T>(low, place);
        Store<T>(high, place + (next * T.Size));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector512<float> numbers, byte* place)
        where T : struct, INumberFormat
    {
        T.Store(numbers.GetLower(), place);
        T.Store(numbers.GetUpper(), place + (Vector256<float>.Count * T.Size));
    }
}
