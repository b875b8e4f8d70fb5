namespace CodeBench.Core.Problems;

/// <summary>A way to ask a model for the solution of a problem: a text that it continues, or a chat that it answers.</summary>
public sealed record PromptStyle
{
    /// <summary>Its name: completion, few-shot, chat.</summary>
    public required string Name { get; init; }

    /// <summary>The text, over the fields of the problem's record; null where it is a chat.</summary>
    public TextTemplate? Template { get; init; }

    /// <summary>The chat; null where it is a text. The code is taken out of the answers before they are judged.</summary>
    public ChatStyle? Chat { get; init; }

    /// <summary>A completion ends where one of these would begin. Where a problem has none, its language's count.</summary>
    public required IReadOnlyList<string> StopSequences { get; init; }

    /// <summary>The field of a problem's record that lists stop sequences of its own, beside those of the style; null where there is none.</summary>
    public string? StopField { get; init; }

    /// <summary>The most tokens of a completion, 1 or more.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>So many spaces take the place of each tab of a completion before it is judged; null where tabs stay.</summary>
    public int? TabWidth { get; init; }

    /// <summary>Task ids of the solved examples in front of the problem, in their order; empty where there are none.</summary>
    public IReadOnlyList<string> Shots { get; init; } = [];

    /// <summary>A solved example, over the fields of its record: in a chat the assistant's turn; null where there are none.</summary>
    public TextTemplate? ShotTemplate { get; init; }

    /// <summary>What stands behind each solved example of a text.</summary>
    public string ShotSeparator { get; init; } = "";

    /// <summary>Other words to ask with, for prompt variants; empty where there are none.</summary>
    public IReadOnlyList<PromptWording> Wordings { get; init; } = [];
}
