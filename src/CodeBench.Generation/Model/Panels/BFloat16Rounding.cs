using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CodeBench.Generation.Model.Panels;

/// <summary>Rounds float32 to the nearest bfloat16, ties to the even one.</summary>
internal static unsafe class BFloat16Rounding
{
    private const uint NaN = 0x7fc0;

    /// <summary>Rounds the sums of a panel.</summary>
    /// <param name="sums">Of all its outputs.</param>
    /// <param name="bias">What is added to each before.</param>
    /// <param name="to">Takes those that there are.</param>
    /// <param name="outputs">How many that is, at most <see cref="PanelKernel.Outputs"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(float* sums, float* bias, ushort* to, int outputs)
    {
        var rounded = stackalloc ushort[PanelKernel.Outputs];
        var place = outputs == PanelKernel.Outputs ? to : rounded;
        for (var output = 0; output < PanelKernel.Outputs; output += 2 * Vector256<float>.Count)
        {
            var lower = Rounded(Vector256.Load(sums + output) + Vector256.Load(bias + output));
            var upper = Rounded(Vector256.Load(sums + output + Vector256<float>.Count) + Vector256.Load(bias + output + Vector256<float>.Count));
            Vector256.Narrow(lower, upper).Store(place + output);
        }

        if (place == rounded)
        {
            new ReadOnlySpan<ushort>(rounded, outputs).CopyTo(new Span<ushort>(to, outputs));
        }
    }

    /// <summary>Rounds 8 numbers: each is the lower half of a word.</summary>
    // Half of the last place that stays is added, less one where that place is even; the rest is cut off. Of a number that is none that could make infinity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Rounded(Vector256<float> sums)
    {
        var bits = sums.AsUInt32();
        var nearest = (bits + Vector256.Create(0x7fffu) + ((bits >> 16) & Vector256<uint>.One)) >> 16;
        return Vector256.ConditionalSelect(Vector256.Equals(sums, sums).AsUInt32(), nearest, Vector256.Create(NaN));
    }
}
