namespace CodeBench.Core.Completions.Answers;

/// <summary>The code in a chat model's answer, put together so that the tests of the problem can stand behind it.</summary>
/// <param name="Rule">How it was found: block, text or continuation.</param>
/// <param name="Code">The solution, from the first line of the program to where the tests begin.</param>
public sealed record FittedAnswer(string Rule, string Code);
