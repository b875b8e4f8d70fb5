using CodeBench.Core.Problems;

namespace CodeBench.Core.Prompts.Variants;

/// <summary>A variant of how code is written: of what solutions begin with, or, where they are all the model's own, of the prompts alone.</summary>
/// <param name="Kind">What is varied.</param>
/// <param name="Detail">To what.</param>
/// <param name="Fields">The fields that solutions begin with; empty where there are none.</param>
public abstract record CodeVariant(string Kind, string? Detail, IReadOnlyList<string> Fields) : PromptVariant(Kind, Detail)
{
    /// <inheritdoc/>
    public sealed override Problem Change(Problem problem) => Fields.Count == 0
        ? problem
        : CodeFields.Change(problem, Fields, ChangeCode) with { Reference = problem.Reference is { } reference ? ChangeReference(reference) : null };

    /// <inheritdoc/>
    public sealed override Prompt Change(Prompt prompt) => Fields.Count > 0
        ? prompt
        : prompt with
        {
            Text = prompt.Text is { } text ? ChangeCode(text) : null,
            Messages = prompt.Messages is { } messages ? [.. messages.Select(message => message with { Content = ChangeCode(message.Content) })] : null,
        };

    /// <summary>Code in the variant: it means the same. Where that is not sure, the code as it is.</summary>
    protected abstract string ChangeCode(string code);

    /// <summary>What goes on from such code.</summary>
    protected virtual string ChangeReference(string reference) => reference;
}
