using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CodeBench.Generation.Sampling;

/// <summary>
/// What is done to as many logits or weights as a vocabulary has, many of them in one instruction. Weights are whole numbers of at most
/// <see cref="Unit"/>, so that sums of up to 2^19 of them are exact in double precision, in whatever order they are added.
/// </summary>
internal static class LogitVectors
{
    /// <summary>The weight of the likeliest token. One that is less likely than 1 / Unit of it has the weight 0.</summary>
    public const float Unit = 1L << 34;

    // Code that has not been compiled with all optimisations yet is a hundred times slower here, so none of this waits for its turn.
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>Numbers for whole vectors: as many as asked for, and up to a vector's length more.</summary>
    public static int Padded(int count) => (count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>The largest; NaN where there is one.</summary>
    /// <param name="values">Whole vectors.</param>
    [MethodImpl(Hot)]
    public static float Max(ReadOnlySpan<float> values)
    {
        var all = MemoryMarshal.Cast<float, Vector<float>>(values);
        var (even, odd) = (all[0], all[^1]); // two chains, for a comparison waits for the one before it
        var numbers = Vector.Equals(odd, odd); // what is no number does not equal itself, and the fast maximum may lose it
        for (var i = 0; i + 1 < all.Length; i += 2)
        {
            even = Vector.MaxNative(even, all[i]);
            odd = Vector.MaxNative(odd, all[i + 1]);
            numbers &= Vector.Equals(all[i], all[i]) & Vector.Equals(all[i + 1], all[i + 1]);
        }

        if (!Vector.EqualsAll(numbers, Vector<int>.AllBitsSet))
        {
            return float.NaN;
        }

        even = Vector.MaxNative(even, odd);
        var largest = even[0];
        for (var lane = 1; lane < Vector<float>.Count; lane++)
        {
            largest = MathF.Max(largest, even[lane]);
        }

        return largest;
    }

    /// <summary>The place of the first that equals a value that is there.</summary>
    [MethodImpl(Hot)]
    public static int FirstOf(float value, ReadOnlySpan<float> values)
    {
        var all = MemoryMarshal.Cast<float, Vector<float>>(values);
        var wanted = new Vector<float>(value);
        var vector = 0;
        while (vector < all.Length && !Vector.EqualsAny(all[vector], wanted))
        {
            vector++;
        }

        var at = vector * Vector<float>.Count;
        while (values[at] != value)
        {
            at++;
        }

        return at;
    }

    /// <summary>How many are at least this.</summary>
    /// <param name="values">Whole vectors.</param>
    /// <param name="least">The bound; not NaN.</param>
    [MethodImpl(Hot)]
    public static int CountFrom(ReadOnlySpan<float> values, float least)
    {
        var bound = new Vector<float>(least);
        var counts = Vector<int>.Zero;
        foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(values))
        {
            counts -= Vector.GreaterThanOrEqual(vector, bound); // a comparison that holds is -1
        }

        return Vector.Sum(counts);
    }

    /// <summary>Turns logits into weights: Unit * exp((logit - largest) * scale), cut to a whole number.</summary>
    /// <param name="values">Logits, whole vectors; weights from then on.</param>
    /// <param name="largest">The largest logit, finite.</param>
    /// <param name="scale">1 / temperature, finite.</param>
    /// <returns>The sum of the weights.</returns>
    [MethodImpl(Hot)]
    public static double Weigh(Span<float> values, float largest, float scale)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (ref var vector in MemoryMarshal.Cast<float, Vector<float>>(values))
        {
            vector = Vector.Truncate(Exp((vector - new Vector<float>(largest)) * scale) * Unit);
            Vector.Widen(vector, out var first, out var second);
            low += first;
            high += second;
        }

        return Vector.Sum(low + high);
    }

    /// <summary>The sum of exp(value - largest).</summary>
    /// <param name="values">Whole vectors.</param>
    /// <param name="largest">The largest of them, finite.</param>
    [MethodImpl(Hot)]
    public static double SumOfExponentials(ReadOnlySpan<float> values, float largest)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(values))
        {
            Vector.Widen(Exp(vector - new Vector<float>(largest)), out var first, out var second);
            low += first;
            high += second;
        }

        return Vector.Sum(low + high);
    }

    /// <summary>The sum of those weights that are at least this.</summary>
    /// <param name="weights">As many as one likes.</param>
    /// <param name="least">The bound.</param>
    [MethodImpl(Hot)]
    public static double Mass(ReadOnlySpan<float> weights, float least)
    {
        var whole = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var bound = new Vector<float>(least);
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (var vector in whole)
        {
            var counted = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(vector, bound), vector, Vector<float>.Zero);
            Vector.Widen(counted, out var first, out var second);
            low += first;
            high += second;
        }

        var sum = Vector.Sum(low + high);
        foreach (var weight in weights[(whole.Length * Vector<float>.Count)..])
        {
            sum += weight >= least ? weight : 0;
        }

        return sum;
    }

    // exp of numbers up to 0 (none of them NaN), right to 1e-7; below -80 it stays where it is there, which is nothing. As in Cephes (Moshier 1992): a power of two
    // times a polynomial on half a doubling to either side of 0. The library's own function is three to six times slower.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exp(Vector<float> x)
    {
        x = Vector.MaxNative(x, new Vector<float>(-80f));
        var power = Vector.Floor(Vector.MultiplyAddEstimate(x, new Vector<float>(1.44269504f), new Vector<float>(0.5f)));
        // ln 2 in two parts, the first of which has so few digits that its product is exact.
        var rest = Vector.MultiplyAddEstimate(power, new Vector<float>(-0.693359375f), x);
        rest = Vector.MultiplyAddEstimate(power, new Vector<float>(2.12194440e-4f), rest);
        var sum = Vector.MultiplyAddEstimate(new Vector<float>(1.9875691500e-4f), rest, new Vector<float>(1.3981999507e-3f));
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(8.3334519073e-3f));
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(4.1665795894e-2f));
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(1.6666665459e-1f));
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(5.0000001201e-1f));
        sum = Vector.MultiplyAddEstimate(sum * rest, rest, rest) + Vector<float>.One;
        // The exponent of a float stands above its 23 digits.
        return Vector.AsVectorSingle(Vector.AsVectorInt32(sum) + Vector.ShiftLeft(Vector.ConvertToInt32Native(power), 23));
    }
}
