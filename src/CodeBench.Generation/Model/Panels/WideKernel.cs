using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CodeBench.Generation.Model.Panels;

/// <summary>Over vectors of 16 numbers: with 12 rows 24 of the 32 registers hold sums.</summary>
internal static unsafe class WideKernel
{
    /// <summary>The most rows at once.</summary>
    public const int Most = 12;

    /// <summary>As <see cref="PanelKernel.Multiply"/> says.</summary>
    public static void Multiply(uint* panel, float* x, int rows, long inputs, float* sums)
    {
        delegate*<uint*, float*, long, float*, void> product = rows switch { 1 => &One, PanelKernel.Few => &Four, _ => &Twelve };
        product(panel, x, inputs, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(uint* panel, float* x, long inputs, float* sums)
    {
        var (low0, high0) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var end = x + inputs; x < end; x++, panel += PanelKernel.Words)
        {
            var words = Avx512F.LoadVector512(panel);
            var low = Avx512F.ShiftLeftLogical(words, 16).AsSingle();
            var high = Avx512F.And(words, Vector512.Create(0xffff0000)).AsSingle();
            var x0 = Vector512.Create(x[0]);
            low0 = Avx512F.FusedMultiplyAdd(low, x0, low0);
            high0 = Avx512F.FusedMultiplyAdd(high, x0, high0);
        }

        Store(low0, high0, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(uint* panel, float* x, long inputs, float* sums)
    {
        var (low0, high0) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low1, high1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low2, high2) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low3, high3) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var end = x + (inputs * 4); x < end; x += 4, panel += PanelKernel.Words)
        {
            var words = Avx512F.LoadVector512(panel);
            var low = Avx512F.ShiftLeftLogical(words, 16).AsSingle();
            var high = Avx512F.And(words, Vector512.Create(0xffff0000)).AsSingle();
            var x0 = Vector512.Create(x[0]);
            low0 = Avx512F.FusedMultiplyAdd(low, x0, low0);
            high0 = Avx512F.FusedMultiplyAdd(high, x0, high0);
            var x1 = Vector512.Create(x[1]);
            low1 = Avx512F.FusedMultiplyAdd(low, x1, low1);
            high1 = Avx512F.FusedMultiplyAdd(high, x1, high1);
            var x2 = Vector512.Create(x[2]);
            low2 = Avx512F.FusedMultiplyAdd(low, x2, low2);
            high2 = Avx512F.FusedMultiplyAdd(high, x2, high2);
            var x3 = Vector512.Create(x[3]);
            low3 = Avx512F.FusedMultiplyAdd(low, x3, low3);
            high3 = Avx512F.FusedMultiplyAdd(high, x3, high3);
        }

        Store(low0, high0, sums);
        Store(low1, high1, sums + (1 * PanelKernel.Outputs));
        Store(low2, high2, sums + (2 * PanelKernel.Outputs));
        Store(low3, high3, sums + (3 * PanelKernel.Outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Twelve(uint* panel, float* x, long inputs, float* sums)
    {
        var (low0, high0) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low1, high1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low2, high2) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low3, high3) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low4, high4) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low5, high5) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low6, high6) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low7, high7) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low8, high8) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low9, high9) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low10, high10) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (low11, high11) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var end = x + (inputs * 12); x < end; x += 12, panel += PanelKernel.Words)
        {
            var words = Avx512F.LoadVector512(panel);
            var low = Avx512F.ShiftLeftLogical(words, 16).AsSingle();
            var high = Avx512F.And(words, Vector512.Create(0xffff0000)).AsSingle();
            var x0 = Vector512.Create(x[0]);
            low0 = Avx512F.FusedMultiplyAdd(low, x0, low0);
            high0 = Avx512F.FusedMultiplyAdd(high, x0, high0);
            var x1 = Vector512.Create(x[1]);
            low1 = Avx512F.FusedMultiplyAdd(low, x1, low1);
            high1 = Avx512F.FusedMultiplyAdd(high, x1, high1);
            var x2 = Vector512.Create(x[2]);
            low2 = Avx512F.FusedMultiplyAdd(low, x2, low2);
            high2 = Avx512F.FusedMultiplyAdd(high, x2, high2);
            var x3 = Vector512.Create(x[3]);
            low3 = Avx512F.FusedMultiplyAdd(low, x3, low3);
            high3 = Avx512F.FusedMultiplyAdd(high, x3, high3);
            var x4 = Vector512.Create(x[4]);
            low4 = Avx512F.FusedMultiplyAdd(low, x4, low4);
            high4 = Avx512F.FusedMultiplyAdd(high, x4, high4);
            var x5 = Vector512.Create(x[5]);
            low5 = Avx512F.FusedMultiplyAdd(low, x5, low5);
            high5 = Avx512F.FusedMultiplyAdd(high, x5, high5);
            var x6 = Vector512.Create(x[6]);
            low6 = Avx512F.FusedMultiplyAdd(low, x6, low6);
            high6 = Avx512F.FusedMultiplyAdd(high, x6, high6);
            var x7 = Vector512.Create(x[7]);
            low7 = Avx512F.FusedMultiplyAdd(low, x7, low7);
            high7 = Avx512F.FusedMultiplyAdd(high, x7, high7);
            var x8 = Vector512.Create(x[8]);
            low8 = Avx512F.FusedMultiplyAdd(low, x8, low8);
            high8 = Avx512F.FusedMultiplyAdd(high, x8, high8);
            var x9 = Vector512.Create(x[9]);
            low9 = Avx512F.FusedMultiplyAdd(low, x9, low9);
            high9 = Avx512F.FusedMultiplyAdd(high, x9, high9);
            var x10 = Vector512.Create(x[10]);
            low10 = Avx512F.FusedMultiplyAdd(low, x10, low10);
            high10 = Avx512F.FusedMultiplyAdd(high, x10, high10);
            var x11 = Vector512.Create(x[11]);
            low11 = Avx512F.FusedMultiplyAdd(low, x11, low11);
            high11 = Avx512F.FusedMultiplyAdd(high, x11, high11);
        }

        Store(low0, high0, sums);
        Store(low1, high1, sums + (1 * PanelKernel.Outputs));
        Store(low2, high2, sums + (2 * PanelKernel.Outputs));
        Store(low3, high3, sums + (3 * PanelKernel.Outputs));
        Store(low4, high4, sums + (4 * PanelKernel.Outputs));
        Store(low5, high5, sums + (5 * PanelKernel.Outputs));
        Store(low6, high6, sums + (6 * PanelKernel.Outputs));
        Store(low7, high7, sums + (7 * PanelKernel.Outputs));
        Store(low8, high8, sums + (8 * PanelKernel.Outputs));
        Store(low9, high9, sums + (9 * PanelKernel.Outputs));
        Store(low10, high10, sums + (10 * PanelKernel.Outputs));
        Store(low11, high11, sums + (11 * PanelKernel.Outputs));
    }

    private static void Store(Vector512<float> low, Vector512<float> high, float* sums)
    {
        Avx512F.Store(sums, low);
        Avx512F.Store(sums + PanelKernel.Words, high);
    }
}
