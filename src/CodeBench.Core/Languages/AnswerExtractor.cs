namespace CodeBench.Core.Languages;

/// <summary>
/// How a language takes the code out of a chat model's answer: a command of its image, which docs/extraction.md describes. It
/// parses; it runs nothing of the answer.
/// </summary>
/// <param name="Command">The command and its arguments.</param>
/// <param name="Version">Counted up whenever it may find other code in some answer. 1 or more.</param>
/// <param name="Warm">Whether the language's warm helper starts it. Default: a fresh process.</param>
public sealed record AnswerExtractor(IReadOnlyList<string> Command, int Version, bool Warm);
