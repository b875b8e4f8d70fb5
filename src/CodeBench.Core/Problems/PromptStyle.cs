namespace CodeBench.Core.Problems;

/// <summary>A way to ask a model for the solution of a problem.</summary>
public sealed record PromptStyle
{
    /// <summary>Its name: completion, few-shot.</summary>
    public required string Name { get; init; }

    /// <summary>The prompt, over the fields of the problem's record.</summary>
    public required TextTemplate Template { get; init; }

    /// <summary>A completion ends where one of these would begin. Where a problem has none, its language's count.</summary>
    public required IReadOnlyList<string> StopSequences { get; init; }

    /// <summary>The field of a problem's record that lists stop sequences of its own, beside those of the style; null where there is none.</summary>
    public string? StopField { get; init; }

    /// <summary>The most tokens of a completion, 1 or more.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Task ids of the solved examples in front of the problem, in their order; empty where there are none.</summary>
    public IReadOnlyList<string> Shots { get; init; } = [];

    /// <summary>A solved example, over the fields of its record; null where there are none.</summary>
    public TextTemplate? ShotTemplate { get; init; }

    /// <summary>What stands behind each solved example.</summary>
    public string ShotSeparator { get; init; } = "";
}
