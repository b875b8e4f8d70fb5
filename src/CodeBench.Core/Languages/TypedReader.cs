namespace CodeBench.Core.Languages;

/// <summary>
/// How a language reads typed problems of its own, so that they can be said in others: a command of its image, which docs/translate-a-suite.md
/// describes. It parses; it runs nothing of the problem.
/// </summary>
/// <param name="Command">The command and its arguments.</param>
/// <param name="Warm">Whether the language's warm helper starts it. Default: a fresh process.</param>
public sealed record TypedReader(IReadOnlyList<string> Command, bool Warm);
