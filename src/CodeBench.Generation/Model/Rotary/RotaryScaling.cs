namespace CodeBench.Generation.Model.Rotary;

/// <summary>
/// What is done to the rotary frequencies theta^(-2i / width), i from 0 to width / 2 - 1, for sequences longer than those of the training.
/// Where papers and transformers differ, transformers is followed, for checkpoints are tuned with it.
/// </summary>
public abstract record RotaryScaling
{
    private RotaryScaling()
    {
    }

    /// <summary>What cosines and sines are multiplied by.</summary>
    public virtual double AttentionFactor => 1;

    /// <summary>The length up to which frequencies do not depend on a sequence's length.</summary>
    public virtual int FixedLength => int.MaxValue;

    /// <summary>The frequencies in radians a position, width / 2 of them.</summary>
    /// <param name="theta">Base of the wave lengths.</param>
    /// <param name="width">Width of a head.</param>
    /// <param name="length">Positions of the sequence; it matters to <see cref="Dynamic"/> alone.</param>
    public abstract double[] Frequencies(double theta, int width, int length);

    private static double[] Plain(double theta, int width) => [.. Enumerable.Range(0, width / 2).Select(i => Math.Pow(theta, -2.0 * i / width))];

    /// <summary>Nothing.</summary>
    public sealed record None : RotaryScaling
    {
        /// <inheritdoc/>
        public override double[] Frequencies(double theta, int width, int length) => Plain(theta, width);
    }

    /// <summary>Positions lie closer together (Chen et al. 2023).</summary>
    /// <param name="Factor">How much closer, 1 or more.</param>
    public sealed record Linear(double Factor) : RotaryScaling
    {
        /// <inheritdoc/>
        public override double[] Frequencies(double theta, int width, int length) => [.. Plain(theta, width).Select(frequency => frequency / Factor)];
    }

    /// <summary>The base grows with the sequence once that is longer than the training's ("dynamic NTK", credited to bloc97 and emozilla, 2023).</summary>
    /// <param name="Factor">How fast, 1 or more.</param>
    /// <param name="TrainedLength">Positions of the training's sequences.</param>
    public sealed record Dynamic(double Factor, int TrainedLength) : RotaryScaling
    {
        /// <inheritdoc/>
        public override int FixedLength => TrainedLength;

        /// <inheritdoc/>
        public override double[] Frequencies(double theta, int width, int length)
        {
            var growth = (Factor * Math.Max(length, TrainedLength) / TrainedLength) - (Factor - 1);
            return Plain(theta * Math.Pow(growth, width / (width - 2.0)), width);
        }
    }

    /// <summary>Long waves are stretched, short ones are not, those between in part (Grattafiori et al. 2024, section 3.4.2, and its code).</summary>
    /// <param name="Factor">How much long waves are stretched, 1 or more.</param>
    /// <param name="LowFactor">Waves that fit into the trained length fewer times than this are long.</param>
    /// <param name="HighFactor">Waves that fit into it more often than this are short.</param>
    /// <param name="TrainedLength">Positions of the training's sequences.</param>
    public sealed record Llama3(double Factor, double LowFactor, double HighFactor, int TrainedLength) : RotaryScaling
    {
        /// <inheritdoc/>
        public override double[] Frequencies(double theta, int width, int length) => [.. Plain(theta, width).Select(frequency =>
        {
            var waves = TrainedLength * frequency / (2 * Math.PI);
            var kept = Math.Clamp((waves - LowFactor) / (HighFactor - LowFactor), 0, 1);
            return ((1 - kept) * frequency / Factor) + (kept * frequency);
        })];
    }

    /// <summary>YaRN (Peng et al. 2023): as <see cref="Llama3"/>, in part by the place of the pair and not by its wave, and attention is sharpened.</summary>
    /// <param name="Factor">How much long waves are stretched, 1 or more.</param>
    /// <param name="Attention">What cosines and sines are multiplied by.</param>
    /// <param name="FastWaves">Pairs that turn more often than this in the trained length are left alone.</param>
    /// <param name="SlowWaves">Those that turn less often are stretched in full.</param>
    /// <param name="TrainedLength">Positions of the training's sequences.</param>
    /// <param name="WholePairs">Whether the places of these two are rounded outwards to whole pairs.</param>
    public sealed record Yarn(double Factor, double Attention, double FastWaves, double SlowWaves, int TrainedLength, bool WholePairs) : RotaryScaling
    {
        /// <inheritdoc/>
        public override double AttentionFactor => Attention;

        /// <inheritdoc/>
        public override double[] Frequencies(double theta, int width, int length)
        {
            var (low, high) = (PairOf(FastWaves), PairOf(SlowWaves));
            (low, high) = WholePairs ? (Math.Floor(low), Math.Ceiling(high)) : (low, high);
            (low, high) = (Math.Max(low, 0), Math.Min(high, width - 1));
            // Equal ends would divide by zero.
            high = low == high ? high + 0.001 : high;
            return [.. Plain(theta, width).Select((frequency, pair) =>
            {
                var stretched = Math.Clamp((pair - low) / (high - low), 0, 1);
                return (stretched * frequency / Factor) + ((1 - stretched) * frequency);
            })];

            // The pair that turns so often within the trained length.
            double PairOf(double waves) => width * Math.Log(TrainedLength / (waves * 2 * Math.PI)) / (2 * Math.Log(theta));
        }
    }
}
