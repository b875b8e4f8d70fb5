namespace CodeBench.Core.Problems.Translations;

/// <summary>A line of a docstring, or an example of it.</summary>
/// <param name="Text">The line; null where it is an example.</param>
/// <param name="Example">The example; null where it is a line.</param>
public sealed record DocstringPart(string? Text, ProblemCall? Example);
