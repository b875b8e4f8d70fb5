namespace CodeBench.Bench.Setup;

/// <summary>What was measured was wrong, or broke a promise that a measurement checks.</summary>
/// <param name="message">What, for the user.</param>
internal sealed class BenchFailedException(string message) : Exception(message);
