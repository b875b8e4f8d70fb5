using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CodeBench.Generation.Model.Numbers;

/// <summary>
/// The upper half of a float32 each. In panels in words of two: output i of the first half lies in the lower half of word i, that of the second half in the upper, so that one shift and one mask
/// make float32 of both.
/// </summary>
internal readonly unsafe struct BFloat16Format : IPanelFormat
{
    private const uint NaN = 0x7fc0;
    private const uint Upper = 0xffff0000;
    private const int Bits = 16;

    /// <inheritdoc/>
    public static int Size => sizeof(ushort);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Read(byte* place) => BitConverter.UInt32BitsToSingle((uint)*(ushort*)place << Bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(byte* place)
    {
        if (Avx2.IsSupported)
        {
            return (Avx2.ConvertToVector256Int32((ushort*)place) << Bits).AsSingle();
        }

        var (lower, upper) = Vector128.Widen(Vector128.Load((ushort*)place));
        return (Vector256.Create(lower, upper) << Bits).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadWide(byte* place) => Avx512F.ShiftLeftLogical(Avx512F.ConvertToVector512UInt32(Avx.LoadVector256((ushort*)place)), Bits).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> numbers) => (Rounded(numbers) << Bits).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> numbers, byte* place)
    {
        var words = Rounded(numbers);
        Vector128.Narrow(words.GetLower(), words.GetUpper()).Store((ushort*)place);
    }

    /// <inheritdoc/>
    public static int PlaceOf(int output) => output < IPanelFormat.Half ? 2 * output : (2 * (output - IPanelFormat.Half)) + 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadFirst(byte* input) => Avx512F.ShiftLeftLogical(Avx512F.LoadVector512((uint*)input), Bits).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadSecond(byte* input) => Avx512F.And(Avx512F.LoadVector512((uint*)input), Vector512.Create(Upper)).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFirstNarrow(byte* input) => (Vector256.Load((uint*)input) << Bits).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadSecondNarrow(byte* input) => (Vector256.Load((uint*)input) & Vector256.Create(Upper)).AsSingle();

    // Of 8 numbers, each the lower half of a word: the nearest, ties to the even one. Half of the last place that stays is added, less one where that place is even; the rest is cut off. Of a number
    // that is none that could make infinity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rounded(Vector256<float> sums)
    {
        var bits = sums.AsUInt32();
        var nearest = (bits + Vector256.Create(0x7fffu) + ((bits >> Bits) & Vector256<uint>.One)) >> Bits;
        return Vector256.ConditionalSelect(Vector256.Equals(sums, sums).AsUInt32(), nearest, Vector256.Create(NaN));
    }
}
