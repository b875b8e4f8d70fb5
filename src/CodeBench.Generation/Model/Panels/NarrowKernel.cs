using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CodeBench.Generation.Model.Panels;

/// <summary>Over vectors of 8 numbers, each half of a panel's words by itself: with 6 rows 12 of the 16 registers hold sums.</summary>
internal static unsafe class NarrowKernel
{
    /// <summary>The most rows at once.</summary>
    public const int Most = 6;

    /// <summary>As <see cref="PanelKernel.Multiply"/> says.</summary>
    public static void Multiply(uint* panel, float* x, int rows, long inputs, float* sums)
    {
        delegate*<uint*, float*, long, float*, void> product = rows switch { 1 => &One, PanelKernel.Few => &Four, _ => &Six };
        product(panel, x, inputs, sums);
        product(panel + Vector256<uint>.Count, x, inputs, sums + Vector256<uint>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(uint* panel, float* x, long inputs, float* sums)
    {
        var (low0, high0) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var end = x + inputs; x < end; x++, panel += PanelKernel.Words)
        {
            var words = Vector256.Load(panel);
            var low = (words << 16).AsSingle();
            var high = (words & Vector256.Create(0xffff0000)).AsSingle();
            var x0 = Vector256.Create(x[0]);
            low0 = Vector256.FusedMultiplyAdd(low, x0, low0);
            high0 = Vector256.FusedMultiplyAdd(high, x0, high0);
        }

        Store(low0, high0, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(uint* panel, float* x, long inputs, float* sums)
    {
        var (low0, high0) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (low1, high1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (low2, high2) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (low3, high3) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var end = x + (inputs * 4); x < end; x += 4, panel += PanelKernel.Words)
        {
            var words = Vector256.Load(panel);
            var low = (words << 16).AsSingle();
            var high = (words & Vector256.Create(0xffff0000)).AsSingle();
            var x0 = Vector256.Create(x[0]);
            low0 = Vector256.FusedMultiplyAdd(low, x0, low0);
            high0 = Vector256.FusedMultiplyAdd(high, x0, high0);
            var x1 = Vector256.Create(x[1]);
            low1 = Vector256.FusedMultiplyAdd(low, x1, low1);
            high1 = Vector256.FusedMultiplyAdd(high, x1, high1);
            var x2 = Vector256.Create(x[2]);
            low2 = Vector256.FusedMultiplyAdd(low, x2, low2);
            high2 = Vector256.FusedMultiplyAdd(high, x2, high2);
            var x3 = Vector256.Create(x[3]);
            low3 = Vector256.FusedMultiplyAdd(low, x3, low3);
            high3 = Vector256.FusedMultiplyAdd(high, x3, high3);
        }

        Store(low0, high0, sums);
        Store(low1, high1, sums + (1 * PanelKernel.Outputs));
        Store(low2, high2, sums + (2 * PanelKernel.Outputs));
        Store(low3, high3, sums + (3 * PanelKernel.Outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(uint* panel, float* x, long inputs, float* sums)
    {
        var (low0, high0) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (low1, high1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (low2, high2) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (low3, high3) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (low4, high4) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (low5, high5) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var end = x + (inputs * 6); x < end; x += 6, panel += PanelKernel.Words)
        {
            var words = Vector256.Load(panel);
            var low = (words << 16).AsSingle();
            var high = (words & Vector256.Create(0xffff0000)).AsSingle();
            var x0 = Vector256.Create(x[0]);
            low0 = Vector256.FusedMultiplyAdd(low, x0, low0);
            high0 = Vector256.FusedMultiplyAdd(high, x0, high0);
            var x1 = Vector256.Create(x[1]);
            low1 = Vector256.FusedMultiplyAdd(low, x1, low1);
            high1 = Vector256.FusedMultiplyAdd(high, x1, high1);
            var x2 = Vector256.Create(x[2]);
            low2 = Vector256.FusedMultiplyAdd(low, x2, low2);
            high2 = Vector256.FusedMultiplyAdd(high, x2, high2);
            var x3 = Vector256.Create(x[3]);
            low3 = Vector256.FusedMultiplyAdd(low, x3, low3);
            high3 = Vector256.FusedMultiplyAdd(high, x3, high3);
            var x4 = Vector256.Create(x[4]);
            low4 = Vector256.FusedMultiplyAdd(low, x4, low4);
            high4 = Vector256.FusedMultiplyAdd(high, x4, high4);
            var x5 = Vector256.Create(x[5]);
            low5 = Vector256.FusedMultiplyAdd(low, x5, low5);
            high5 = Vector256.FusedMultiplyAdd(high, x5, high5);
        }

        Store(low0, high0, sums);
        Store(low1, high1, sums + (1 * PanelKernel.Outputs));
        Store(low2, high2, sums + (2 * PanelKernel.Outputs));
        Store(low3, high3, sums + (3 * PanelKernel.Outputs));
        Store(low4, high4, sums + (4 * PanelKernel.Outputs));
        Store(low5, high5, sums + (5 * PanelKernel.Outputs));
    }

    private static void Store(Vector256<float> low, Vector256<float> high, float* sums)
    {
        low.Store(sums);
        high.Store(sums + PanelKernel.Words);
    }
}
