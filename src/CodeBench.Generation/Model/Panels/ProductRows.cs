using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Panels;

/// <summary>Where the sums of a product go: what they are added to, and rounded into.</summary>
/// <param name="bias">[outputs], or null.</param>
/// <param name="product">[rows, outputs].</param>
/// <param name="outputs">How many a row has.</param>
internal readonly unsafe struct ProductRows(byte* bias, byte* product, long outputs)
{
    /// <summary>Takes a row's sums of a panel, of which the last outputs may be missing in the product.</summary>
    /// <typeparam name="T">How the numbers of bias and product lie.</typeparam>
    /// <param name="sums">One for each output of a panel.</param>
    /// <param name="panel">Which panel.</param>
    /// <param name="row">Which row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store<T>(float* sums, long panel, long row)
        where T : struct, IPanelFormat
    {
        var first = panel * IPanelFormat.Outputs;
        var some = (int)Math.Min(IPanelFormat.Outputs, outputs - first);
        if (bias is not null)
        {
            for (var output = 0; output < some; output++)
            {
                sums[output] += T.Read(bias + ((first + output) * T.Size));
            }
        }

        var to = product + (((row * outputs) + first) * T.Size);
        var apart = stackalloc byte[IPanelFormat.Outputs * T.Size];
        var place = some == IPanelFormat.Outputs ? to : apart;
        for (var output = 0; output < IPanelFormat.Outputs; output += Vector256<float>.Count)
        {
            T.Store(Vector256.Load(sums + output), place + (output * T.Size));
        }

        if (place == apart)
        {
            new ReadOnlySpan<byte>(apart, some * T.Size).CopyTo(new Span<byte>(to, some * T.Size));
        }
    }
}
