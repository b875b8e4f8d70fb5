using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Panels;

/// <summary>Few rows, over vectors of 16 numbers: 3 panels with 4 rows take 24 of the 32 registers for sums.</summary>
/// <typeparam name="T">How the panels' numbers lie.</typeparam>
internal static unsafe class WideKernel<T>
    where T : struct, IPanelFormat
{
    private const long Ahead = 2048; // bytes of a panel that are on their way: by itself a processor does not ask for as much as memory can bring

    /// <summary>One row with up to four panels, as <see cref="PanelKernel.WithFew"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One(byte* panels, long length, int count, float* x, long inputs, float* sums)
    {
        var panel0 = panels;
        var panel1 = panels + (Math.Min(1, count - 1) * length);
        var panel2 = panels + (Math.Min(2, count - 1) * length);
        var panel3 = panels + (Math.Min(3, count - 1) * length);
        var (first0, second0) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (first1, second1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (first2, second2) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (first3, second3) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var end = inputs * IPanelFormat.Outputs * T.Size;
        for (var input = 0L; input < end; input += IPanelFormat.Outputs * T.Size, x++)
        {
            CacheLine.Fetch(panel0 + input + Ahead, IPanelFormat.Outputs * T.Size);
            CacheLine.Fetch(panel1 + input + Ahead, IPanelFormat.Outputs * T.Size);
            CacheLine.Fetch(panel2 + input + Ahead, IPanelFormat.Outputs * T.Size);
            CacheLine.Fetch(panel3 + input + Ahead, IPanelFormat.Outputs * T.Size);
            var x0 = Vector512.Create(x[0]);
            first0 = Avx512F.FusedMultiplyAdd(T.LoadFirst(panel0 + input), x0, first0);
            second0 = Avx512F.FusedMultiplyAdd(T.LoadSecond(panel0 + input), x0, second0);
            first1 = Avx512F.FusedMultiplyAdd(T.LoadFirst(panel1 + input), x0, first1);
            second1 = Avx512F.FusedMultiplyAdd(T.LoadSecond(panel1 + input), x0, second1);
            first2 = Avx512F.FusedMultiplyAdd(T.LoadFirst(panel2 + input), x0, first2);
            second2 = Avx512F.FusedMultiplyAdd(T.LoadSecond(panel2 + input), x0, second2);
            first3 = Avx512F.FusedMultiplyAdd(T.LoadFirst(panel3 + input), x0, first3);
            second3 = Avx512F.FusedMultiplyAdd(T.LoadSecond(panel3 + input), x0, second3);
        }

        Store(first0, second0, sums);
        Store(first1, second1, sums + IPanelFormat.Outputs);
        Store(first2, second2, sums + (2 * IPanelFormat.Outputs));
        Store(first3, second3, sums + (3 * IPanelFormat.Outputs));
    }

    /// <summary>Four rows with up to three panels, as <see cref="PanelKernel.WithFew"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(byte* panels, long length, int count, float* x, long inputs, float* sums)
    {
        var a = panels;
        var b = panels + (Math.Min(1, count - 1) * length);
        var c = panels + (Math.Min(2, count - 1) * length);
        var (aFirst0, aSecond0) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (aFirst1, aSecond1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (aFirst2, aSecond2) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (aFirst3, aSecond3) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (bFirst0, bSecond0) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (bFirst1, bSecond1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (bFirst2, bSecond2) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (bFirst3, bSecond3) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (cFirst0, cSecond0) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (cFirst1, cSecond1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (cFirst2, cSecond2) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var (cFirst3, cSecond3) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var end = inputs * IPanelFormat.Outputs * T.Size;
        for (var input = 0L; input < end; input += IPanelFormat.Outputs * T.Size, x += 4)
        {
            var (aFirst, aSecond) = (T.LoadFirst(a + input), T.LoadSecond(a + input));
            var (bFirst, bSecond) = (T.LoadFirst(b + input), T.LoadSecond(b + input));
            var (cFirst, cSecond) = (T.LoadFirst(c + input), T.LoadSecond(c + input));
            var x0 = Vector512.Create(x[0]);
            aFirst0 = Avx512F.FusedMultiplyAdd(aFirst, x0, aFirst0);
            aSecond0 = Avx512F.FusedMultiplyAdd(aSecond, x0, aSecond0);
            bFirst0 = Avx512F.FusedMultiplyAdd(bFirst, x0, bFirst0);
            bSecond0 = Avx512F.FusedMultiplyAdd(bSecond, x0, bSecond0);
            cFirst0 = Avx512F.FusedMultiplyAdd(cFirst, x0, cFirst0);
            cSecond0 = Avx512F.FusedMultiplyAdd(cSecond, x0, cSecond0);
            var x1 = Vector512.Create(x[1]);
            aFirst1 = Avx512F.FusedMultiplyAdd(aFirst, x1, aFirst1);
            aSecond1 = Avx512F.FusedMultiplyAdd(aSecond, x1, aSecond1);
            bFirst1 = Avx512F.FusedMultiplyAdd(bFirst, x1, bFirst1);
            bSecond1 = Avx512F.FusedMultiplyAdd(bSecond, x1, bSecond1);
            cFirst1 = Avx512F.FusedMultiplyAdd(cFirst, x1, cFirst1);
            cSecond1 = Avx512F.FusedMultiplyAdd(cSecond, x1, cSecond1);
            var x2 = Vector512.Create(x[2]);
            aFirst2 = Avx512F.FusedMultiplyAdd(aFirst, x2, aFirst2);
            aSecond2 = Avx512F.FusedMultiplyAdd(aSecond, x2, aSecond2);
            bFirst2 = Avx512F.FusedMultiplyAdd(bFirst, x2, bFirst2);
            bSecond2 = Avx512F.FusedMultiplyAdd(bSecond, x2, bSecond2);
            cFirst2 = Avx512F.FusedMultiplyAdd(cFirst, x2, cFirst2);
            cSecond2 = Avx512F.FusedMultiplyAdd(cSecond, x2, cSecond2);
            var x3 = Vector512.Create(x[3]);
            aFirst3 = Avx512F.FusedMultiplyAdd(aFirst, x3, aFirst3);
            aSecond3 = Avx512F.FusedMultiplyAdd(aSecond, x3, aSecond3);
            bFirst3 = Avx512F.FusedMultiplyAdd(bFirst, x3, bFirst3);
            bSecond3 = Avx512F.FusedMultiplyAdd(bSecond, x3, bSecond3);
            cFirst3 = Avx512F.FusedMultiplyAdd(cFirst, x3, cFirst3);
            cSecond3 = Avx512F.FusedMultiplyAdd(cSecond, x3, cSecond3);
        }

        Store(aFirst0, aSecond0, sums);
        Store(aFirst1, aSecond1, sums + IPanelFormat.Outputs);
        Store(aFirst2, aSecond2, sums + (2 * IPanelFormat.Outputs));
        Store(aFirst3, aSecond3, sums + (3 * IPanelFormat.Outputs));
        Store(bFirst0, bSecond0, sums + (4 * IPanelFormat.Outputs));
        Store(bFirst1, bSecond1, sums + (5 * IPanelFormat.Outputs));
        Store(bFirst2, bSecond2, sums + (6 * IPanelFormat.Outputs));
        Store(bFirst3, bSecond3, sums + (7 * IPanelFormat.Outputs));
        Store(cFirst0, cSecond0, sums + (8 * IPanelFormat.Outputs));
        Store(cFirst1, cSecond1, sums + (9 * IPanelFormat.Outputs));
        Store(cFirst2, cSecond2, sums + (10 * IPanelFormat.Outputs));
        Store(cFirst3, cSecond3, sums + (11 * IPanelFormat.Outputs));
    }

    /// <summary>Puts a row's sums of a panel behind one another.</summary>
    public static void Store(Vector512<float> first, Vector512<float> second, float* sums)
    {
        Avx512F.Store(sums, first);
        Avx512F.Store(sums + IPanelFormat.Half, second);
    }
}
