using CodeBench.Core.Comparisons;
using CodeBench.Core.Scores;

namespace CodeBench.Core.Gates;

/// <summary>A score beside the baseline's. Shares from 0 to 1.</summary>
/// <param name="Baseline">The baseline's pass@1.</param>
/// <param name="Score">The run's, on the same problems.</param>
/// <param name="Low">Lower end of the difference's 95 % interval (<see cref="ScoreDifference"/>).</param>
/// <param name="High">Its upper end.</param>
/// <param name="P">How often chance alone makes as large a drop where the true one is just the allowed one, all suites and languages taken together (<see cref="HolmAdjustment"/>).</param>
/// <param name="Noticeable">The smallest true drop that this check finds with at least 80 %.</param>
/// <param name="Paired">Whether it was compared problem by problem: not where the baseline is a scores.json, which makes the check blunter.</param>
/// <param name="Passed">Whether the drop is not beyond the allowed one by more than chance.</param>
public sealed record DropCheck(double Baseline, double Score, double Low, double High, double P, double Noticeable, bool Paired, bool Passed);
