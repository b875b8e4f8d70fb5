namespace CodeBench.Core.Completions;

/// <summary>What the text of a sample is.</summary>
public enum SampleKind
{
    /// <summary>What continues the prompt.</summary>
    Completion,

    /// <summary>A whole solution, that needs no prompt in front.</summary>
    Solution,

    /// <summary>A chat model's answer, from which the code is yet to be extracted.</summary>
    Answer,
}
