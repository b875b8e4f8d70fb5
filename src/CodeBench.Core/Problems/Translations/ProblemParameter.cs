namespace CodeBench.Core.Problems.Translations;

/// <summary>A parameter of the function that is to be written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record ProblemParameter(string Name, ProblemType Type);
