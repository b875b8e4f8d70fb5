namespace CodeBench.Core.Completions;

/// <summary>Why a completion ended where it did.</summary>
public enum FinishReason
{
    /// <summary>The model wrote its end-of-text token, or a stop sequence.</summary>
    Stop,

    /// <summary>The most tokens were reached, or the model's context was full.</summary>
    Length,
}
