namespace CodeBench.Core.Languages;

/// <summary>What docstrings look like, for prompts that say the same otherwise.</summary>
/// <param name="Quotes">The quotation marks of several lines, at least one; a docstring may be in any of them.</param>
/// <param name="Comment">What begins the comment of a line.</param>
public sealed record DocstringSyntax(IReadOnlyList<string> Quotes, string Comment);
