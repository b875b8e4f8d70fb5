using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CodeBench.Generation.Model.Rows;

/// <summary>As they are computed with.</summary>
internal unsafe struct Float32Format : INumberFormat
{
    /// <inheritdoc/>
    public static int Size => sizeof(float);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(byte* place) => Vector256.Load((float*)place);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> numbers) => numbers;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> numbers, byte* place) => numbers.Store((float*)place);
}
