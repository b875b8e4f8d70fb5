using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Rows;

/// <summary>Softmax of how well keys answer: between the halves of <see cref="AttentionRows"/>.</summary>
internal static unsafe class AttentionShares
{
    /// <summary>exp(root x - the most of it) over the sum of all, of each head by itself.</summary>
    /// <param name="weights">Of each position those of all heads, from a whole vector to a whole vector.</param>
    /// <param name="count">How many numbers are there; those that fill the last vector up get the share zero.</param>
    /// <param name="heads">1 or 4.</param>
    /// <param name="root">What they are multiplied with before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(float* weights, int count, int heads, float root)
    {
        var end = weights + AttentionRows.Whole(count);
        for (var weight = weights + count; weight < end; weight++)
        {
            *weight = float.NegativeInfinity;
        }

        var most = Vector256.Create(float.NegativeInfinity);
        for (var weight = weights; weight < end; weight += Vector256<float>.Count)
        {
            most = Vector256.Max(most, Vector256.Load(weight));
        }

        most = Vector256.Max(most, Halves(most));
        if (heads == 1)
        {
            most = Vector256.Max(most, Pairs(most));
            most = Vector256.Max(most, Neighbours(most));
        }

        var (factor, sum) = (Vector256.Create(root), Vector256<float>.Zero);
        for (var weight = weights; weight < end; weight += Vector256<float>.Count)
        {
            var power = Exponential.Of((Vector256.Load(weight) - most) * factor);
            power.Store(weight);
            sum += power;
        }

        sum += Halves(sum);
        if (heads == 1)
        {
            sum += Pairs(sum);
            sum += Neighbours(sum);
        }

        var share = Vector256<float>.One / sum;
        for (var weight = weights; weight < end; weight += Vector256<float>.Count)
        {
            (Vector256.Load(weight) * share).Store(weight);
        }
    }

    private static Vector256<float> Halves(Vector256<float> x) => Vector256.Shuffle(x, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3));

    private static Vector256<float> Pairs(Vector256<float> x) => Vector256.Shuffle(x, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5));

    private static Vector256<float> Neighbours(Vector256<float> x) => Vector256.Shuffle(x, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));
}
