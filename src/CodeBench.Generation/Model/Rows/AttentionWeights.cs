using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Rows;

/// <summary>How well keys answer to queries: the first half of <see cref="AttentionRows"/>.</summary>
internal static unsafe class AttentionWeights
{
    private const int Far = 32; // positions that memory needs to bring a key

    /// <summary>Of one head: the product of its query with each key, 8 positions at once; what fills up means nothing.</summary>
    /// <param name="query">[width].</param>
    /// <param name="keys">The first position's.</param>
    /// <param name="stride">Bytes from a position to the next.</param>
    /// <param name="count">Positions.</param>
    /// <param name="width">Of a key.</param>
    /// <param name="away">Bytes from a key to its position's value, which is read next.</param>
    /// <param name="weights">Takes the products, from a whole vector to a whole vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<T>(float* query, byte* keys, long stride, int count, int width, long away, float* weights)
        where T : struct, INumberFormat
    {
        for (var position = Avx512F.IsSupported ? WideAttentionWeights.One<T>(query, keys, stride, count, width, away, weights) : 0; position < count; position += Vector256<float>.Count)
        {
            var key0 = keys + (position * stride);
            FetchNext(key0, stride, Vector256<float>.Count, away);
            var key1 = keys + (Math.Min(position + 1, count - 1) * stride);
            var key2 = keys + (Math.Min(position + 2, count - 1) * stride);
            var key3 = keys + (Math.Min(position + 3, count - 1) * stride);
            var key4 = keys + (Math.Min(position + 4, count - 1) * stride);
            var key5 = keys + (Math.Min(position + 5, count - 1) * stride);
            var key6 = keys + (Math.Min(position + 6, count - 1) * stride);
            var key7 = keys + (Math.Min(position + 7, count - 1) * stride);
            var (sum0, sum1) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (sum2, sum3) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (sum4, sum5) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (sum6, sum7) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var i = 0; i < width; i += Vector256<float>.Count)
            {
                var own = Vector256.Load(query + i);
                var place = i * T.Size;
                sum0 = Vector256.FusedMultiplyAdd(T.Load(key0 + place), own, sum0);
                sum1 = Vector256.FusedMultiplyAdd(T.Load(key1 + place), own, sum1);
                sum2 = Vector256.FusedMultiplyAdd(T.Load(key2 + place), own, sum2);
                sum3 = Vector256.FusedMultiplyAdd(T.Load(key3 + place), own, sum3);
                sum4 = Vector256.FusedMultiplyAdd(T.Load(key4 + place), own, sum4);
                sum5 = Vector256.FusedMultiplyAdd(T.Load(key5 + place), own, sum5);
                sum6 = Vector256.FusedMultiplyAdd(T.Load(key6 + place), own, sum6);
                sum7 = Vector256.FusedMultiplyAdd(T.Load(key7 + place), own, sum7);
            }

            SumsOf(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7).Store(weights + position);
        }
    }

    /// <summary>
    /// The same of four heads, whose queries lie behind one another, two positions at once: each position's four weights lie behind one another.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Several<T>(float* query, byte* keys, long stride, int count, int width, long away, float* weights)
        where T : struct, INumberFormat
    {
        for (var position = Avx512F.IsSupported ? WideAttentionWeights.Several<T>(query, keys, stride, count, width, away, weights) : 0; position < count; position += 2)
        {
            var key = keys + (position * stride);
            var next = position + 1 < count ? stride : 0;
            FetchNext(key, stride, 2, away);
            var (one0, other0) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (one1, other1) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (one2, other2) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (one3, other3) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var i = 0; i < width; i += Vector256<float>.Count)
            {
                var (one, other) = (T.Load(key + (i * T.Size)), T.Load(key + next + (i * T.Size)));
                var own0 = Vector256.Load(query + i);
                one0 = Vector256.FusedMultiplyAdd(one, own0, one0);
                other0 = Vector256.FusedMultiplyAdd(other, own0, other0);
                var own1 = Vector256.Load(query + width + i);
                one1 = Vector256.FusedMultiplyAdd(one, own1, one1);
                other1 = Vector256.FusedMultiplyAdd(other, own1, other1);
                var own2 = Vector256.Load(query + (2 * width) + i);
                one2 = Vector256.FusedMultiplyAdd(one, own2, one2);
                other2 = Vector256.FusedMultiplyAdd(other, own2, other2);
                var own3 = Vector256.Load(query + (3 * width) + i);
                one3 = Vector256.FusedMultiplyAdd(one, own3, one3);
                other3 = Vector256.FusedMultiplyAdd(other, own3, other3);
            }

            SumsOf(one0, one1, one2, one3, other0, other1, other2, other3).Store(weights + (position * AttentionRows.Several));
        }
    }

    /// <summary>Has memory bring the keys that are read soon, and the values of the positions that are read now: a processor by itself does not read far enough ahead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchNext(byte* key, long stride, int count, long away)
    {
        CacheLine.Fetch(key + (Far * stride), (int)(count * stride));
        CacheLine.Fetch(key + away, (int)(count * stride));
    }

    // The sum of each of 8 vectors: of two at a time neighbours are added, three times.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SumsOf(
        Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, Vector256<float> e, Vector256<float> f, Vector256<float> g, Vector256<float> h)
    {
        var first = Fours(Twos(a, b), Twos(c, d)); // in each half of the vector: of a, b, c and d, the sum of four
        var second = Fours(Twos(e, f), Twos(g, h));
        return Vector256.Create(first.GetLower() + first.GetUpper(), second.GetLower() + second.GetUpper());

        // a0 + a2, b0 + b2, a1 + a3, b1 + b3 of each half.
        static Vector256<float> Twos(Vector256<float> left, Vector256<float> right) => Avx.UnpackLow(left, right) + Avx.UnpackHigh(left, right);

        // a, b, c, d of each half.
        static Vector256<float> Fours(Vector256<float> left, Vector256<float> right) =>
            Avx.UnpackLow(left.AsDouble(), right.AsDouble()).AsSingle() + Avx.UnpackHigh(left.AsDouble(), right.AsDouble()).AsSingle();
    }
}
