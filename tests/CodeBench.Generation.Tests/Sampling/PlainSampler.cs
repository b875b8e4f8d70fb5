using CodeBench.Core.Completions;
using CodeBench.Generation.Sampling;

namespace CodeBench.Generation.Tests.Sampling;

/// <summary>What a sampler does, said as plainly as it can be: lists and sorts, and no thought of time.</summary>
internal static class PlainSampler
{
    public static int Draw(float[] logits, SamplingOptions options, SampleRandom random, IReadOnlySet<int> seen)
    {
        var penalty = (float)options.RepetitionPenalty;
        var values = logits.Select((logit, token) => !seen.Contains(token) ? logit : logit < 0 ? logit * penalty : logit / penalty).ToArray();
        var ranked = Enumerable.Range(0, values.Length).OrderByDescending(token => values[token]).ToList();
        if (options.Temperature == 0)
        {
            return ranked[0];
        }

        var weights = values.Select(value => WeightOf(value - values[ranked[0]], options.Temperature)).ToList();
        var top = ranked.Take(options.TopK == 0 ? values.Length : options.TopK).Order().ToList();
        var total = top.Sum(token => weights[token]);
        var left = top.Where(token => weights[token] >= (float)(options.MinP * LogitVectors.Unit)).ToList();
        while (true)
        {
            var drawn = Walk(left, weights, random.Next());
            left = [.. left.Where(token => weights[token] > weights[drawn] || (weights[token] == weights[drawn] && token < drawn))];
            if (left.Sum(token => weights[token]) < options.TopP * total || options.TopP == 1)
            {
                return drawn;
            }
        }
    }

    /// <summary>The probabilities that Hugging Face's processors leave, one after the other, each from those that the one before left.</summary>
    public static double[] Probabilities(float[] logits, SamplingOptions options)
    {
        var scores = logits.Select(logit => logit / options.Temperature).ToArray();
        if (options.TopK > 0)
        {
            var kth = scores.OrderDescending().ElementAt(options.TopK - 1);
            scores = [.. scores.Select(score => score < kth ? double.NegativeInfinity : score)];
        }

        var softmax = Softmax(scores);
        scores = [.. scores.Select((score, token) => softmax.Where(other => other > softmax[token]).Sum() < options.TopP ? score : double.NegativeInfinity)];
        softmax = Softmax(scores);
        return Softmax([.. scores.Select((score, token) => softmax[token] < options.MinP * softmax.Max() ? double.NegativeInfinity : score)]);
    }

    private static double[] Softmax(double[] scores)
    {
        var weights = scores.Select(score => Math.Exp(score - scores.Max())).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static double WeightOf(float distance, double temperature)
    {
        var lanes = Enumerable.Repeat(distance, LogitVectors.Padded(1)).ToArray();
        LogitVectors.Weigh(lanes, 0, (float)Math.Min(1 / temperature, float.MaxValue));
        return lanes[0];
    }

    private static int Walk(List<int> tokens, List<double> weights, double chance)
    {
        var mass = tokens.Sum(token => weights[token]);
        var mark = Math.Min(Math.Floor(chance * mass), mass - 1);
        return tokens.First(token => (mark -= weights[token]) < 0);
    }
}
