namespace CodeBench.Core.Problems;

/// <summary>What a chat model is told, over the fields of a problem's record.</summary>
public sealed record ChatStyle
{
    /// <summary>The instructions before everything; null where there are none.</summary>
    public TextTemplate? System { get; init; }

    /// <summary>What the user asks.</summary>
    public required TextTemplate User { get; init; }

    /// <summary>The beginning of the assistant's turn, which the model continues; null where it begins its turn itself.</summary>
    public TextTemplate? Assistant { get; init; }
}
