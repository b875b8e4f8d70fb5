namespace CodeBench.Core.Scores;

/// <summary>pass@k or pass^k of a suite, with its uncertainty. All are shares, from 0 to 1.</summary>
/// <param name="Value">The mean of the problems' estimates.</param>
/// <param name="Low">Lower end of the 95 % interval that <see cref="ScoreSheet.Interval"/> names.</param>
/// <param name="High">Its upper end.</param>
/// <param name="HalfWidth">1.96 * sqrt(S(1-S)/N), as in the tables of the Llama 3 report: S the value, N the problems.</param>
public sealed record PassAtScore(double Value, double Low, double High, double HalfWidth);
