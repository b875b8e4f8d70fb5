using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CodeBench.Generation.Model.Numbers;

/// <summary>As they are computed with; in panels in the order of the outputs.</summary>
internal readonly unsafe struct Float32Format : IPanelFormat
{
    /// <inheritdoc/>
    public static int Size => sizeof(float);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Read(byte* place) => *(float*)place;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(byte* place) => Vector256.Load((float*)place);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadWide(byte* place) => Avx512F.LoadVector512((float*)place);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> numbers) => numbers;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> numbers, byte* place) => numbers.Store((float*)place);

    /// <inheritdoc/>
    public static int PlaceOf(int output) => output;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadFirst(byte* input) => Avx512F.LoadVector512((float*)input);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadSecond(byte* input) => Avx512F.LoadVector512((float*)input + IPanelFormat.Half);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFirstNarrow(byte* input) => Vector256.Load((float*)input);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadSecondNarrow(byte* input) => Vector256.Load((float*)input + IPanelFormat.Half);
}
