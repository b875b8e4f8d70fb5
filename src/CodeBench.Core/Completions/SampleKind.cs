namespace CodeBench.Core.Completions;

/// <summary>What the text of a sample is.</summary>
public enum SampleKind
{
    /// <summary>What continues the prompt.</summary>
    Completion,

    /// <summary>A whole solution, that needs no prompt in front.</summary>
    Solution,
}
