using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CodeBench.Generation.Model.Numbers;

/// <summary>
/// e to the power of float32. The runtime has the same, which is not optimized until it has been in use for seconds, and never becomes part of its caller: attention took twice as long with it at first.
/// </summary>
internal static class Exponential
{
    private const float Log2OfE = 1.44269504f;

    // ln 2 in two parts, of which the first has so few digits that its products with small whole numbers are exact.
    private const float Ln2 = 0.693359375f;
    private const float RestOfLn2 = -2.12194440e-4f;

    // Powers of two from the smallest normal number to the largest.
    private const float Least = -87.33654f;
    private const float Most = 88.02969f;

    /// <summary>To some units of the last place (Moshier, Cephes, expf): 0 below -87.3, infinity above 88.0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x)
    {
        var within = Vector256.Min(Vector256.Max(x, Vector256.Create(Least)), Vector256.Create(Most));
        var twos = Vector256.Round(within * Log2OfE);
        var rest = Vector256.FusedMultiplyAdd(twos, Vector256.Create(-Ln2), within);
        rest = Vector256.FusedMultiplyAdd(twos, Vector256.Create(-RestOfLn2), rest); // between -ln 2 / 2 and that
        var sum = Vector256.Create(1.9875691500e-4f);
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1.3981999507e-3f));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(8.3334519073e-3f));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(4.1665795894e-2f));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1.6666665459e-1f));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(5.0000001201e-1f));
        sum = Vector256.FusedMultiplyAdd(sum, rest * rest, rest + Vector256<float>.One);
        var power = (sum.AsInt32() + (Vector256.ConvertToInt32(twos) << 23)).AsSingle();
        power = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(Least)), Vector256<float>.Zero, power);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(Most)), Vector256.Create(float.PositiveInfinity), power);
    }
}
