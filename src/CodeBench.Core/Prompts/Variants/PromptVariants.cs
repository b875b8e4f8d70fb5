using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>The variants that there may be of a suite's prompts.</summary>
public static class PromptVariants
{
    /// <summary>What an option takes for all of them.</summary>
    public const string All = "all";

    /// <summary>The prompts as they are, in lists of variants.</summary>
    public const string Baseline = "baseline";

    /// <summary>The names and kinds that a suite may have whatever it says itself: of wordings, which are a suite's own, the kind alone.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "trailing-newline", "indentation", "indentation-2", "indentation-4", "indentation-tab", "docstring", "docstring-quotes", "docstring-comments", "docstring-block",
        "wording", "shot-order", "shot-order-reversed", "shot-order-rotated",
    ];

    /// <summary>The variants of a suite's prompts in one style. Not all of them need change any prompt.</summary>
    /// <param name="set">All problems of the suite.</param>
    /// <param name="language">Their language.</param>
    /// <param name="style">The style's name; null for the suite's default.</param>
    /// <exception cref="Faults.InvalidInputException">The suite has no such style.</exception>
    public static IReadOnlyList<PromptVariant> Of(ProblemSet set, Language language, string? style)
    {
        var builder = new PromptBuilder(set, style);
        var prompts = set.Problems.Select(problem => builder.Build(problem)).ToList();
        var fields = CodeFields.Of(set);
        PromptVariant?[] found =
        [
            prompts is [var first, ..] ? TrailingNewlineVariant.Of(fields, first) : null,
            .. IndentationVariant.AllOf(set, fields, prompts.SelectMany(TextsOf)),
            language.Docstrings is { Quotes.Count: > 1 } quotes ? new DocstringQuotesVariant(fields, quotes) : null,
            language.Docstrings is { } docstrings ? new DocstringCommentsVariant(fields, docstrings) : null,
            CommentBlocksVariant.Of(language, fields),
            .. StyleVariant.AllOf(builder.Style),
        ];
        return [.. found.OfType<PromptVariant>()];
    }

    private static IEnumerable<string> TextsOf(Prompt prompt) => prompt.Messages?.Select(message => message.Content) ?? [prompt.Text!];
}
