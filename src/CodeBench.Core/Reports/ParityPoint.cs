namespace CodeBench.Core.Reports;

/// <summary>Problems of which the same share of samples passes a part of the tests, and the same share passes all.</summary>
/// <param name="Part">The share that passes the part, 0 to 1.</param>
/// <param name="Whole">The share that passes all tests, 0 to <paramref name="Part"/>.</param>
/// <param name="Problems">How many problems.</param>
public sealed record ParityPoint(double Part, double Whole, int Problems);
