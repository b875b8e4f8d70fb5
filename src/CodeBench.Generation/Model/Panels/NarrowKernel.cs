using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Panels;

/// <summary>Over vectors of 8 numbers: two panels with one row, or half of one with 4 rows, take 8 of the 16 registers for sums.</summary>
/// <typeparam name="T">How the panels' numbers lie.</typeparam>
internal static unsafe class NarrowKernel<T>
    where T : struct, IPanelFormat
{
    private const int Rows = 4;

    /// <summary>One row with up to two panels, as <see cref="PanelKernel.WithFew"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One(byte* panels, long length, int count, float* x, long inputs, float* sums)
    {
        var a = panels;
        var b = panels + (Math.Min(1, count - 1) * length);
        var (aFirstLower, aSecondLower) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (aFirstUpper, aSecondUpper) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (bFirstLower, bSecondLower) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (bFirstUpper, bSecondUpper) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var end = inputs * IPanelFormat.Outputs * T.Size;
        for (var input = 0L; input < end; input += IPanelFormat.Outputs * T.Size, x++)
        {
            var x0 = Vector256.Create(x[0]);
            aFirstLower = Vector256.FusedMultiplyAdd(T.LoadFirstNarrow(a + input), x0, aFirstLower);
            aSecondLower = Vector256.FusedMultiplyAdd(T.LoadSecondNarrow(a + input), x0, aSecondLower);
            aFirstUpper = Vector256.FusedMultiplyAdd(T.LoadFirstNarrow(a + input + sizeof(Vector256<float>)), x0, aFirstUpper);
            aSecondUpper = Vector256.FusedMultiplyAdd(T.LoadSecondNarrow(a + input + sizeof(Vector256<float>)), x0, aSecondUpper);
            bFirstLower = Vector256.FusedMultiplyAdd(T.LoadFirstNarrow(b + input), x0, bFirstLower);
            bSecondLower = Vector256.FusedMultiplyAdd(T.LoadSecondNarrow(b + input), x0, bSecondLower);
            bFirstUpper = Vector256.FusedMultiplyAdd(T.LoadFirstNarrow(b + input + sizeof(Vector256<float>)), x0, bFirstUpper);
            bSecondUpper = Vector256.FusedMultiplyAdd(T.LoadSecondNarrow(b + input + sizeof(Vector256<float>)), x0, bSecondUpper);
        }

        Store(aFirstLower, aSecondLower, sums);
        Store(aFirstUpper, aSecondUpper, sums + Vector256<float>.Count);
        Store(bFirstLower, bSecondLower, sums + IPanelFormat.Outputs);
        Store(bFirstUpper, bSecondUpper, sums + IPanelFormat.Outputs + Vector256<float>.Count);
    }

    /// <summary>Four rows with a panel, as <see cref="PanelKernel.WithMany"/> says.</summary>
    public static void Four(byte* panel, float* x, long inputs, float* sums, byte* ahead, long step, float* widened)
    {
        Half(panel, x, inputs, sums, ahead, step, widened);
        Half(panel + sizeof(Vector256<float>), x, inputs, sums + Vector256<float>.Count, ahead, step, widened + Vector256<float>.Count);
    }

    // Every second 8 outputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Half(byte* panel, float* x, long inputs, float* sums, byte* ahead, long step, float* widened)
    {
        var first0 = Vector256.Load(sums);
        var second0 = Vector256.Load(sums + IPanelFormat.Half);
        var first1 = Vector256.Load(sums + IPanelFormat.Outputs);
        var second1 = Vector256.Load(sums + IPanelFormat.Outputs + IPanelFormat.Half);
        var first2 = Vector256.Load(sums + (2 * IPanelFormat.Outputs));
        var second2 = Vector256.Load(sums + (2 * IPanelFormat.Outputs) + IPanelFormat.Half);
        var first3 = Vector256.Load(sums + (3 * IPanelFormat.Outputs));
        var second3 = Vector256.Load(sums + (3 * IPanelFormat.Outputs) + IPanelFormat.Half);
        for (var end = x + (inputs * Rows); x < end; x += Rows, panel += IPanelFormat.Outputs * T.Size, ahead += step)
        {
            CacheLine.Fetch(ahead, IPanelFormat.Outputs * T.Size);
            var (first, second) = (T.LoadFirstNarrow(panel), T.LoadSecondNarrow(panel));
            if (T.Size != sizeof(float))
            {
                Store(first, second, widened);
                widened += IPanelFormat.Outputs;
            }

            var x0 = Vector256.Create(x[0]);
            first0 = Vector256.FusedMultiplyAdd(first, x0, first0);
            second0 = Vector256.FusedMultiplyAdd(second, x0, second0);
            var x1 = Vector256.Create(x[1]);
            first1 = Vector256.FusedMultiplyAdd(first, x1, first1);
            second1 = Vector256.FusedMultiplyAdd(second, x1, second1);
            var x2 = Vector256.Create(x[2]);
            first2 = Vector256.FusedMultiplyAdd(first, x2, first2);
            second2 = Vector256.FusedMultiplyAdd(second, x2, second2);
            var x3 = Vector256.Create(x[3]);
            first3 = Vector256.FusedMultiplyAdd(first, x3, first3);
            second3 = Vector256.FusedMultiplyAdd(second, x3, second3);
        }

        Store(first0, second0, sums);
        Store(first1, second1, sums + IPanelFormat.Outputs);
        Store(first2, second2, sums + (2 * IPanelFormat.Outputs));
        Store(first3, second3, sums + (3 * IPanelFormat.Outputs));
    }

    private static void Store(Vector256<float> first, Vector256<float> second, float* sums)
    {
        first.Store(sums);
        second.Store(sums + IPanelFormat.Half);
    }
}
