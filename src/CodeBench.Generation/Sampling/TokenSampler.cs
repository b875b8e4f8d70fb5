using CodeBench.Core.Completions;

namespace CodeBench.Generation.Sampling;

/// <summary>Draws a token from logits: temperature, then top-k, then top-p (Holtzman et al. 2020), in double precision.</summary>
/// <param name="options">How to draw.</param>
public sealed class TokenSampler(SamplingOptions options)
{
    /// <summary>The token. At temperature 0 the likeliest, the first of equals, whatever the number is.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="random">Where chance comes from.</param>
    public int Draw(ReadOnlySpan<float> logits, SampleRandom random)
    {
        if (options.Temperature == 0)
        {
            return Likeliest(logits);
        }

        var (tokens, weights, total) = Candidates(logits);
        var mark = random.Next() * total;
        for (var i = 0; i < tokens.Length; i++)
        {
            mark -= weights[i];
            if (mark < 0)
            {
                return tokens[i];
            }
        }

        // Rounding may leave a trace behind the last.
        return tokens[^1];
    }

    /// <summary>The tokens that may be drawn, the likeliest first, their weights, and the sum of these.</summary>
    public (int[] Tokens, double[] Weights, double Total) Candidates(ReadOnlySpan<float> logits)
    {
        var values = logits.ToArray();
        var tokens = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(tokens, (left, right) => values[left] == values[right] ? left.CompareTo(right) : values[right].CompareTo(values[left]));
        var most = options.TopK > 0 ? Math.Min(options.TopK, tokens.Length) : tokens.Length;
        var weights = new double[most];
        var highest = values[tokens[0]];
        double total = 0;
        for (var i = 0; i < most; i++)
        {
            weights[i] = Math.Exp((values[tokens[i]] - highest) / options.Temperature);
            total += weights[i];
        }

        var kept = 0;
        double sum = 0;
        while (kept < most && (kept == 0 || sum < options.TopP * total))
        {
            sum += weights[kept++];
        }

        return options.TopP < 1 ? (tokens[..kept], weights[..kept], sum) : (tokens[..most], weights, total);
    }

    private static int Likeliest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var token = 1; token < logits.Length; token++)
        {
            best = logits[token] > logits[best] ? token : best;
        }

        return best;
    }
}
