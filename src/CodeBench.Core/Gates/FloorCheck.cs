namespace CodeBench.Core.Gates;

/// <summary>A score beside its floor. Shares from 0 to 1.</summary>
/// <param name="Least">The floor.</param>
/// <param name="Score">pass@1.</param>
/// <param name="Passed">Whether the score is at least the floor.</param>
public sealed record FloorCheck(double Least, double Score, bool Passed);
