namespace CodeBench.Core.Problems.Translations;

/// <summary>A call and what it must give: an assertion, or an example of the docstring.</summary>
/// <param name="Line">The line of the program that was read, from 1.</param>
/// <param name="Function">The function; an example may call another one than the problem's.</param>
/// <param name="Arguments">Its arguments; null where an example only names something.</param>
/// <param name="Expected">What it gives.</param>
public sealed record ProblemCall(int Line, string Function, IReadOnlyList<ProblemValue>? Arguments, ProblemValue Expected);
