using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CodeBench.Generation.Model.Panels;

namespace CodeBench.Generation.Model.Rows;

/// <summary>The upper half of a float32 each.</summary>
internal unsafe struct BFloat16Format : INumberFormat
{
    /// <inheritdoc/>
    public static int Size => sizeof(ushort);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(byte* place)
    {
        if (Avx2.IsSupported)
        {
            return (Avx2.ConvertToVector256Int32((ushort*)place) << 16).AsSingle();
        }

        var (lower, upper) = Vector128.Widen(Vector128.Load((ushort*)place));
        return (Vector256.Create(lower, upper) << 16).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> numbers) => (BFloat16Rounding.Rounded(numbers) << 16).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> numbers, byte* place)
    {
        var words = BFloat16Rounding.Rounded(numbers);
        Vector128.Narrow(words.GetLower(), words.GetUpper()).Store((ushort*)place);
    }
}
