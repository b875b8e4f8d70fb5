namespace CodeBench.Core.Problems;

/// <summary>Other words for what a prompt style says: what it leaves out is the style's own.</summary>
public sealed record PromptWording
{
    /// <summary>Its name, in lower-case letters, digits and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>The text, over the fields of the problem's record; null for the style's.</summary>
    public TextTemplate? Template { get; init; }

    /// <summary>The chat; null for the style's.</summary>
    public ChatStyle? Chat { get; init; }

    /// <summary>A solved example, over the fields of its record; null for the style's.</summary>
    public TextTemplate? ShotTemplate { get; init; }

    /// <summary>A style in these words.</summary>
    public PromptStyle Of(PromptStyle style) => style with
    {
        Template = Template ?? style.Template,
        Chat = Chat ?? style.Chat,
        ShotTemplate = ShotTemplate ?? style.ShotTemplate,
    };
}
