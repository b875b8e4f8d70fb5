using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Panels;

/// <summary>Many rows, over vectors of 16 numbers: a panel with 8 rows takes 16 of the 32 registers for sums.</summary>
/// <typeparam name="T">How the panel's numbers lie.</typeparam>
internal static unsafe class WideRowsKernel<T>
    where T : struct, IPanelFormat
{
    /// <summary>Eight rows with a panel, as <see cref="PanelKernel.WithMany"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Eight(byte* panel, float* x, long inputs, float* sums, byte* ahead, long step, float* widened)
    {
        var first0 = Avx512F.LoadVector512(sums);
        var second0 = Avx512F.LoadVector512(sums + IPanelFormat.Half);
        var first1 = Avx512F.LoadVector512(sums + IPanelFormat.Outputs);
        var second1 = Avx512F.LoadVector512(sums + IPanelFormat.Outputs + IPanelFormat.Half);
        var first2 = Avx512F.LoadVector512(sums + (2 * IPanelFormat.Outputs));
        var second2 = Avx512F.LoadVector512(sums + (2 * IPanelFormat.Outputs) + IPanelFormat.Half);
        var first3 = Avx512F.LoadVector512(sums + (3 * IPanelFormat.Outputs));
        var second3 = Avx512F.LoadVector512(sums + (3 * IPanelFormat.Outputs) + IPanelFormat.Half);
        var first4 = Avx512F.LoadVector512(sums + (4 * IPanelFormat.Outputs));
        var second4 = Avx512F.LoadVector512(sums + (4 * IPanelFormat.Outputs) + IPanelFormat.Half);
        var first5 = Avx512F.LoadVector512(sums + (5 * IPanelFormat.Outputs));
        var second5 = Avx512F.LoadVector512(sums + (5 * IPanelFormat.Outputs) + IPanelFormat.Half);
        var first6 = Avx512F.LoadVector512(sums + (6 * IPanelFormat.Outputs));
        var second6 = Avx512F.LoadVector512(sums + (6 * IPanelFormat.Outputs) + IPanelFormat.Half);
        var first7 = Avx512F.LoadVector512(sums + (7 * IPanelFormat.Outputs));
        var second7 = Avx512F.LoadVector512(sums + (7 * IPanelFormat.Outputs) + IPanelFormat.Half);
        for (var end = x + (inputs * 8); x < end; x += 8, panel += IPanelFormat.Outputs * T.Size, ahead += step)
        {
            CacheLine.Fetch(ahead, IPanelFormat.Outputs * T.Size);
            var (first, second) = (T.LoadFirst(panel), T.LoadSecond(panel));
            if (T.Size != sizeof(float))
            {
                WideKernel<T>.Store(first, second, widened);
                widened += IPanelFormat.Outputs;
            }

            var x0 = Vector512.Create(x[0]);
            first0 = Avx512F.FusedMultiplyAdd(first, x0, first0);
            second0 = Avx512F.FusedMultiplyAdd(second, x0, second0);
            var x1 = Vector512.Create(x[1]);
            first1 = Avx512F.FusedMultiplyAdd(first, x1, first1);
            second1 = Avx512F.FusedMultiplyAdd(second, x1, second1);
            var x2 = Vector512.Create(x[2]);
            first2 = Avx512F.FusedMultiplyAdd(first, x2, first2);
            second2 = Avx512F.FusedMultiplyAdd(second, x2, second2);
            var x3 = Vector512.Create(x[3]);
            first3 = Avx512F.FusedMultiplyAdd(first, x3, first3);
            second3 = Avx512F.FusedMultiplyAdd(second, x3, second3);
            var x4 = Vector512.Create(x[4]);
            first4 = Avx512F.FusedMultiplyAdd(first, x4, first4);
            second4 = Avx512F.FusedMultiplyAdd(second, x4, second4);
            var x5 = Vector512.Create(x[5]);
            first5 = Avx512F.FusedMultiplyAdd(first, x5, first5);
            second5 = Avx512F.FusedMultiplyAdd(second, x5, second5);
            var x6 = Vector512.Create(x[6]);
            first6 = Avx512F.FusedMultiplyAdd(first, x6, first6);
            second6 = Avx512F.FusedMultiplyAdd(second, x6, second6);
            var x7 = Vector512.Create(x[7]);
            first7 = Avx512F.FusedMultiplyAdd(first, x7, first7);
            second7 = Avx512F.FusedMultiplyAdd(second, x7, second7);
        }

        WideKernel<T>.Store(first0, second0, sums);
        WideKernel<T>.Store(first1, second1, sums + IPanelFormat.Outputs);
        WideKernel<T>.Store(first2, second2, sums + (2 * IPanelFormat.Outputs));
        WideKernel<T>.Store(first3, second3, sums + (3 * IPanelFormat.Outputs));
        WideKernel<T>.Store(first4, second4, sums + (4 * IPanelFormat.Outputs));
        WideKernel<T>.Store(first5, second5, sums + (5 * IPanelFormat.Outputs));
        WideKernel<T>.Store(first6, second6, sums + (6 * IPanelFormat.Outputs));
        WideKernel<T>.Store(first7, second7, sums + (7 * IPanelFormat.Outputs));
    }
}
