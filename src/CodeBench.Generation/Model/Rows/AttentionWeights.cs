using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Rows;

/// <summary>How well keys answer to queries: the first half of <see cref="AttentionRows"/>.</summary>
internal static unsafe class AttentionWeights
{
    /// <summary>Of one head: the product of its query with each key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<T>(float* query, byte* keys, long stride, int count, int width, float* weights)
        where T : struct, INumberFormat
    {
        for (var position = 0; position < count; position++, keys += stride)
        {
            var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var own = query;
            for (var key = keys; key < keys + (width * T.Size); key += AttentionRows.Chunk * T.Size, own += AttentionRows.Chunk)
            {
                even = Vector256.FusedMultiplyAdd(T.Load(key), Vector256.Load(own), even);
                odd = Vector256.FusedMultiplyAdd(T.Load(key + (Vector256<float>.Count * T.Size)), Vector256.Load(own + Vector256<float>.Count), odd);
            }

            weights[position] = SumOf(even, odd);
        }
    }

    /// <summary>The same of four heads, whose queries and weights lie behind one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Several<T>(float* query, byte* keys, long stride, int count, int width, float* weights, int padded)
        where T : struct, INumberFormat
    {
        for (var position = 0; position < count; position++, keys += stride)
        {
            var (even0, odd0) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (even1, odd1) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (even2, odd2) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (even3, odd3) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var own = query;
            for (var key = keys; key < keys + (width * T.Size); key += AttentionRows.Chunk * T.Size, own += AttentionRows.Chunk)
            {
                var (even, odd) = (T.Load(key), T.Load(key + (Vector256<float>.Count * T.Size)));
                even0 = Vector256.FusedMultiplyAdd(even, Vector256.Load(own), even0);
                odd0 = Vector256.FusedMultiplyAdd(odd, Vector256.Load(own + Vector256<float>.Count), odd0);
                even1 = Vector256.FusedMultiplyAdd(even, Vector256.Load(own + width), even1);
                odd1 = Vector256.FusedMultiplyAdd(odd, Vector256.Load(own + width + Vector256<float>.Count), odd1);
                even2 = Vector256.FusedMultiplyAdd(even, Vector256.Load(own + (2 * width)), even2);
                odd2 = Vector256.FusedMultiplyAdd(odd, Vector256.Load(own + (2 * width) + Vector256<float>.Count), odd2);
                even3 = Vector256.FusedMultiplyAdd(even, Vector256.Load(own + (3 * width)), even3);
                odd3 = Vector256.FusedMultiplyAdd(odd, Vector256.Load(own + (3 * width) + Vector256<float>.Count), odd3);
            }

            weights[position] = SumOf(even0, odd0);
            weights[padded + position] = SumOf(even1, odd1);
            weights[(2 * padded) + position] = SumOf(even2, odd2);
            weights[(3 * padded) + position] = SumOf(even3, odd3);
        }
    }

    /// <summary>exp(root x - the most of it) over the sum of all; what fills up has the weight zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(float* weights, int count, int padded, float root)
    {
        for (var i = count; i < padded; i++)
        {
            weights[i] = float.NegativeInfinity;
        }

        var most = Vector256.Create(float.NegativeInfinity);
        for (var i = 0; i < padded; i += Vector256<float>.Count)
        {
            most = Vector256.Max(most, Vector256.Load(weights + i));
        }

        var top = most[0];
        for (var i = 1; i < Vector256<float>.Count; i++)
        {
            top = MathF.Max(top, most[i]);
        }

        var (shift, factor, sum) = (Vector256.Create(top), Vector256.Create(root), Vector256<float>.Zero);
        for (var i = 0; i < padded; i += Vector256<float>.Count)
        {
            var weight = Vector256.Exp((Vector256.Load(weights + i) - shift) * factor);
            weight.Store(weights + i);
            sum += weight;
        }

        var share = Vector256.Create(1 / Vector256.Sum(sum));
        for (var i = 0; i < padded; i += Vector256<float>.Count)
        {
            (Vector256.Load(weights + i) * share).Store(weights + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOf(Vector256<float> even, Vector256<float> odd)
    {
        var both = even + odd;
        return Vector128.Sum(both.GetLower() + both.GetUpper());
    }
}
