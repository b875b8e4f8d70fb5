using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>Prompts without the line breaks at their end; where they have none, with one.</summary>
/// <param name="Fields">The fields that solutions begin with.</param>
/// <param name="IsAdded">Whether a line break is added.</param>
public sealed record TrailingNewlineVariant(IReadOnlyList<string> Fields, bool IsAdded) : PromptVariant("trailing-newline", null)
{
    /// <summary>The variant of a suite's prompts; null where the model does not see their end: a chat that ends with the user's turn is ended by the model's own template.</summary>
    /// <param name="fields">The fields that solutions begin with.</param>
    /// <param name="prompt">The suite's first prompt.</param>
    public static TrailingNewlineVariant? Of(IReadOnlyList<string> fields, Prompt prompt) =>
        EndOf(prompt) is { } end ? new TrailingNewlineVariant(fields, !end.EndsWith('\n')) : null;

    /// <summary>A reference goes on with the line breaks that its beginning has lost.</summary>
    public override Problem Change(Problem problem)
    {
        var lost = IsAdded ? "" : string.Concat(Fields.Select(field => LineBreaksOf((string)problem.Fields[field])));
        return CodeFields.Change(problem, Fields, Change) with { Reference = problem.Reference is { } reference ? lost + reference : null };
    }

    /// <inheritdoc/>
    public override Prompt Change(Prompt prompt) => prompt with
    {
        Text = prompt.Text is { } text ? Change(text) : null,
        Messages = prompt.Messages is [.., { Role: ChatMessage.Assistant } last] ? [.. prompt.Messages.SkipLast(1), last with { Content = Change(last.Content) }] : prompt.Messages,
    };

    private static string? EndOf(Prompt prompt) => prompt.Messages switch
    {
        null => prompt.Text,
        [.., { Role: ChatMessage.Assistant } last] => last.Content,
        _ => null,
    };

    private static string LineBreaksOf(string text) => text[text.TrimEnd('\r', '\n').Length..];

    private string Change(string text) => !IsAdded ? text.TrimEnd('\r', '\n') : text.EndsWith('\n') ? text : text + "\n";
}
