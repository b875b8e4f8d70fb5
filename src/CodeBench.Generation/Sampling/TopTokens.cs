namespace CodeBench.Generation.Sampling;

/// <summary>The k largest of many logits, found by halving the numbers between which the k-th may lie: no sorting, 33 counts at most.</summary>
internal static class TopTokens
{
    /// <summary>Moves the k largest to the front, in their order; the first of equals count as larger.</summary>
    /// <param name="logits">Whole vectors, none of them NaN, more than k.</param>
    /// <param name="k">How many, 1 or more.</param>
    /// <param name="tokens">Takes the place that each had.</param>
    public static void MoveToFront(Span<float> logits, int k, Span<int> tokens)
    {
        var bound = BoundOf(logits, k);
        var equals = k - LogitVectors.CountFrom(logits, MathF.BitIncrement(bound));
        var count = 0;
        for (var token = 0; count < k; token++)
        {
            var logit = logits[token];
            if (logit < bound || (logit == bound && equals-- <= 0))
            {
                continue;
            }

            tokens[count] = token;
            logits[count++] = logit;
        }
    }

    // The largest bound that at least k reach.
    private static float BoundOf(Span<float> logits, int k)
    {
        long low = Rank(float.NegativeInfinity); // reached by all
        long high = Rank(float.PositiveInfinity) + 1; // reached by none
        while (high - low > 1)
        {
            var middle = (low + high) >> 1;
            var count = LogitVectors.CountFrom(logits, OfRank((int)middle));
            if (count == k)
            {
                return OfRank((int)middle);
            }

            (low, high) = count > k ? (middle, high) : (low, middle);
        }

        return OfRank((int)low);
    }

    // Floats as whole numbers in the same order: their bits, those of negative numbers turned round.
    private static int Rank(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits >= 0 ? bits : int.MinValue - bits;
    }

    private static float OfRank(int rank) => BitConverter.Int32BitsToSingle(rank >= 0 ? rank : int.MinValue - rank);
}
