using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Rows;

/// <summary>What <see cref="AttentionWeights"/> does, over vectors of 16 numbers.</summary>
internal static unsafe class WideAttentionWeights
{
    private const int Positions = 4; // at once: with 4 heads they take 16 of the 32 registers for sums

    /// <summary>Of one head, as <see cref="AttentionWeights.One"/> says.</summary>
    /// <returns>How many positions are done; the last ones may be left over.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int One<T>(float* query, byte* keys, long stride, int count, int width, long away, float* weights)
        where T : struct, INumberFormat
    {
        var done = count - (count % Vector512<float>.Count);
        for (var position = 0; position < done; position += Vector512<float>.Count)
        {
            var key = keys + (position * stride);
            AttentionWeights.FetchNext(key, stride, Vector512<float>.Count, away);
            var (sum0, sum1, sum2, sum3) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var (sum4, sum5, sum6, sum7) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var (sum8, sum9, sum10, sum11) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var (sum12, sum13, sum14, sum15) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var i = 0; i < width; i += Vector512<float>.Count)
            {
                var place = key + (i * T.Size);
                var own = Avx512F.LoadVector512(query + i);
                sum0 = Avx512F.FusedMultiplyAdd(T.LoadWide(place), own, sum0);
                sum1 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + stride), own, sum1);
                sum2 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (2 * stride)), own, sum2);
                sum3 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (3 * stride)), own, sum3);
                sum4 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (4 * stride)), own, sum4);
                sum5 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (5 * stride)), own, sum5);
                sum6 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (6 * stride)), own, sum6);
                sum7 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (7 * stride)), own, sum7);
                sum8 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (8 * stride)), own, sum8);
                sum9 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (9 * stride)), own, sum9);
                sum10 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (10 * stride)), own, sum10);
                sum11 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (11 * stride)), own, sum11);
                sum12 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (12 * stride)), own, sum12);
                sum13 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (13 * stride)), own, sum13);
                sum14 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (14 * stride)), own, sum14);
                sum15 = Avx512F.FusedMultiplyAdd(T.LoadWide(place + (15 * stride)), own, sum15);
            }

            var fours0 = FoursOf(sum0, sum1, sum2, sum3);
            var fours1 = FoursOf(sum4, sum5, sum6, sum7);
            var fours2 = FoursOf(sum8, sum9, sum10, sum11);
            var fours3 = FoursOf(sum12, sum13, sum14, sum15);
            Avx512F.Store(weights + position, SumsOf(fours0, fours1, fours2, fours3));
        }

        return done;
    }

    /// <summary>Of four heads, as <see cref="AttentionWeights.Several"/> says.</summary>
    /// <returns>How many positions are done; the last ones may be left over.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Several<T>(float* query, byte* keys, long stride, int count, int width, long away, float* weights)
        where T : struct, INumberFormat
    {
        var done = count - (count % Positions);
        for (var position = 0; position < done; position += Positions)
        {
            var key = keys + (position * stride);
            AttentionWeights.FetchNext(key, stride, Positions, away);
            var (sum00, sum01, sum02, sum03) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var (sum10, sum11, sum12, sum13) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var (sum20, sum21, sum22, sum23) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            var (sum30, sum31, sum32, sum33) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var i = 0; i < width; i += Vector512<float>.Count)
            {
                var place = key + (i * T.Size);
                var key0 = T.LoadWide(place);
                var key1 = T.LoadWide(place + stride);
                var key2 = T.LoadWide(place + (2 * stride));
                var key3 = T.LoadWide(place + (3 * stride));
                var own0 = Avx512F.LoadVector512(query + i);
                sum00 = Avx512F.FusedMultiplyAdd(key0, own0, sum00);
                sum10 = Avx512F.FusedMultiplyAdd(key1, own0, sum10);
                sum20 = Avx512F.FusedMultiplyAdd(key2, own0, sum20);
                sum30 = Avx512F.FusedMultiplyAdd(key3, own0, sum30);
                var own1 = Avx512F.LoadVector512(query + width + i);
                sum01 = Avx512F.FusedMultiplyAdd(key0, own1, sum01);
                sum11 = Avx512F.FusedMultiplyAdd(key1, own1, sum11);
                sum21 = Avx512F.FusedMultiplyAdd(key2, own1, sum21);
                sum31 = Avx512F.FusedMultiplyAdd(key3, own1, sum31);
                var own2 = Avx512F.LoadVector512(query + (2 * width) + i);
                sum02 = Avx512F.FusedMultiplyAdd(key0, own2, sum02);
                sum12 = Avx512F.FusedMultiplyAdd(key1, own2, sum12);
                sum22 = Avx512F.FusedMultiplyAdd(key2, own2, sum22);
                sum32 = Avx512F.FusedMultiplyAdd(key3, own2, sum32);
                var own3 = Avx512F.LoadVector512(query + (3 * width) + i);
                sum03 = Avx512F.FusedMultiplyAdd(key0, own3, sum03);
                sum13 = Avx512F.FusedMultiplyAdd(key1, own3, sum13);
                sum23 = Avx512F.FusedMultiplyAdd(key2, own3, sum23);
                sum33 = Avx512F.FusedMultiplyAdd(key3, own3, sum33);
            }

            var fours0 = FoursOf(sum00, sum01, sum02, sum03);
            var fours1 = FoursOf(sum10, sum11, sum12, sum13);
            var fours2 = FoursOf(sum20, sum21, sum22, sum23);
            var fours3 = FoursOf(sum30, sum31, sum32, sum33);
            Avx512F.Store(weights + (position * AttentionRows.Several), SumsOf(fours0, fours1, fours2, fours3));
        }

        return done;
    }

    // Of 4 vectors, in each quarter: the sum of the first one's four numbers there, of the second's, of the third's and of the fourth's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FoursOf(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        var (left, right) = (Twos(a, b).AsDouble(), Twos(c, d).AsDouble());
        return Avx512F.UnpackLow(left, right).AsSingle() + Avx512F.UnpackHigh(left, right).AsSingle();

        // a0 + a2, b0 + b2, a1 + a3, b1 + b3 of each quarter.
        static Vector512<float> Twos(Vector512<float> left, Vector512<float> right) => Avx512F.UnpackLow(left, right) + Avx512F.UnpackHigh(left, right);
    }

    // The sum of each one's quarters, one behind the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumsOf(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        const byte Even = 0b10_00_10_00; // quarters 0 and 2 of both
        const byte Odd = 0b11_01_11_01;
        return Pairs(Pairs(a, b), Pairs(c, d));

        // a0 + a1, a2 + a3, b0 + b1, b2 + b3.
        static Vector512<float> Pairs(Vector512<float> left, Vector512<float> right) =>
            Avx512F.Shuffle4x128(left, right, Even) + Avx512F.Shuffle4x128(left, right, Odd);
    }
}
