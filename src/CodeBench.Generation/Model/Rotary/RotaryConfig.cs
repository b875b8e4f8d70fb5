namespace CodeBench.Generation.Model.Rotary;

/// <summary>A rotary embedding (Su et al. 2021).</summary>
/// <param name="Theta">Base of the wave lengths, over 1.</param>
/// <param name="Width">Width of a head, even.</param>
/// <param name="Scaling">What is done for sequences longer than those of the training.</param>
public sealed record RotaryConfig(double Theta, int Width, RotaryScaling Scaling);
