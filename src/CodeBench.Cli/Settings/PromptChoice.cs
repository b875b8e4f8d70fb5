namespace CodeBench.Cli.Settings;

/// <summary>A prompt that a user gives.</summary>
/// <param name="Text">Its text; null where it is given as ids.</param>
/// <param name="Ids">Its ids; null where it is given as a text.</param>
/// <param name="IsChat">Whether the text is what the user says to a chat model.</param>
/// <param name="StopSequences">What ends the completion.</param>
public sealed record PromptChoice(string? Text, IReadOnlyList<int>? Ids, bool IsChat, IReadOnlyList<string> StopSequences)
{
    /// <summary>Whether the checkpoint is of no use without a tokenizer.</summary>
    public bool NeedsTokenizer => Ids is null || StopSequences.Count > 0;
}
