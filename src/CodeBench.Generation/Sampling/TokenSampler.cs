using CodeBench.Core.Completions;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Sampling;

/// <summary>
/// Draws tokens from logits. In the order of Hugging Face's generate: repetition penalty (Keskar et al. 2019), temperature, top-k, top-p
/// (Holtzman et al. 2020), min-p (Nguyen et al. 2024). Has memory of its own for a vocabulary, so it is for one thread at a time.
/// </summary>
/// <remarks>
/// Nothing is sorted. A token is drawn from all that min-p leaves; whether top-p leaves it too is told by the sum of what is likelier. Where that
/// says no, the next one is drawn from what is likelier, until one is good. What comes out is distributed as if the rest had been taken
/// away before (the sampling without sorting of Ye et al., FlashInfer, 2025), and the work does not grow with what top-p leaves.
/// </remarks>
/// <param name="options">How to draw.</param>
public sealed class TokenSampler(SamplingOptions options)
{
    private readonly float _scale = (float)Math.Min(1 / options.Temperature, float.MaxValue);
    private readonly float _least = (float)(options.MinP * LogitVectors.Unit);
    private int[] _top = [];
    private float[] _values = [];

    /// <summary>A token. At temperature 0 the likeliest, the first of equals, and nothing is taken from chance.</summary>
    /// <param name="logits">One for each token of the vocabulary; negative infinity is a token that cannot come.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="seen">The tokens of prompt and completion, which the repetition penalty looks at; null where there is none.</param>
    /// <exception cref="InvalidInputException">The logits are not finite.</exception>
    public int Draw(ReadOnlySpan<float> logits, SampleRandom random, IReadOnlySet<int>? seen = null)
    {
        var values = Take(logits);
        if (seen is not null && options.RepetitionPenalty != 1)
        {
            Penalise(values, seen);
        }

        var largest = LargestOf(values);
        if (options.Temperature == 0)
        {
            return LogitVectors.FirstOf(largest, values);
        }

        if (options.TopK == 0 || options.TopK >= logits.Length)
        {
            return Draw(values, largest, random);
        }

        _top = _top.Length == 0 ? new int[options.TopK] : _top;
        TopTokens.MoveToFront(values, options.TopK, _top);
        var front = values[..LogitVectors.Padded(options.TopK)];
        front[options.TopK..].Fill(float.NegativeInfinity);
        return _top[Draw(front, largest, random)];
    }

    /// <summary>The logarithm of a token's probability, as the model itself has it: at temperature 1, nothing taken away.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="token">The token.</param>
    /// <exception cref="InvalidInputException">The logits are not finite.</exception>
    public float LogProbability(ReadOnlySpan<float> logits, int token)
    {
        var values = Take(logits);
        var largest = LargestOf(values);
        return (float)(logits[token] - largest - Math.Log(LogitVectors.SumOfExponentials(values, largest)));
    }

    private int Draw(Span<float> values, float largest, SampleRandom random)
    {
        var total = LogitVectors.Weigh(values, largest, _scale);
        // From what is drawn: weights of at least `before` in front of `border`, and of at least `behind` from there on.
        var (border, before, behind) = (values.Length, _least, float.PositiveInfinity);
        var mass = _least > 0 ? LogitVectors.Mass(values, _least) : total;
        while (true)
        {
            var mark = Math.Min(Math.Floor(random.Next() * mass), mass - 1);
            var drawn = Find(values[..border], before, ref mark);
            drawn = drawn >= 0 ? drawn : border + Find(values[border..], behind, ref mark);
            if (options.TopP == 1)
            {
                return drawn;
            }

            // Likelier are larger weights, and equal ones in front.
            (border, before, behind) = (drawn, values[drawn], MathF.BitIncrement(values[drawn]));
            mass = LogitVectors.Mass(values[..border], before) + LogitVectors.Mass(values[border..], behind);
            if (mass < options.TopP * total)
            {
                return drawn;
            }
        }
    }

    // The place at which the weights from the first one on pass the mark; where they do not, they are taken off it.
    private static int Find(ReadOnlySpan<float> weights, float least, ref double mark)
    {
        const int Stretch = 512;
        for (var start = 0; start < weights.Length; start += Stretch)
        {
            var stretch = weights.Slice(start, Math.Min(Stretch, weights.Length - start));
            var mass = LogitVectors.Mass(stretch, least);
            if (mark < mass)
            {
                var at = 0;
                for (; ; at++)
                {
                    mark -= stretch[at] >= least ? stretch[at] : 0;
                    if (mark < 0)
                    {
                        return start + at;
                    }
                }
            }

            mark -= mass;
        }

        return -1;
    }

    private Span<float> Take(ReadOnlySpan<float> logits)
    {
        var length = LogitVectors.Padded(logits.Length);
        if (_values.Length < length)
        {
            _values = new float[length];
        }

        var values = _values.AsSpan(0, length);
        logits.CopyTo(values);
        values[logits.Length..].Fill(float.NegativeInfinity);
        return values;
    }

    private void Penalise(Span<float> values, IReadOnlySet<int> seen)
    {
        var penalty = (float)options.RepetitionPenalty;
        foreach (var token in seen)
        {
            values[token] = values[token] < 0 ? values[token] * penalty : values[token] / penalty;
        }
    }

    private static float LargestOf(ReadOnlySpan<float> values)
    {
        var largest = LogitVectors.Max(values);
        return float.IsFinite(largest)
            ? largest
            : throw new InvalidInputException(new Fault(
                "--dtype",
                null,
                null,
                "the model's logits are no finite numbers: either the checkpoint's weights are not, or they need another type than this, float32 before all"));
    }
}
